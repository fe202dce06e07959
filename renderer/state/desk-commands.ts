/** What the menu's commands do on the desk: files, zoom, settings, help. They work with and without a document. */
import { auditText, exportAudit } from './audit-commands.ts';
import type { CommandTable } from './command-board.ts';
import type { Desk } from './desk.ts';

const ZOOM = { step: 10, least: 80, most: 200, usual: 100 } as const;

export function deskCommands(desk: Desk): CommandTable {
  const zoomTo = (zoom: number): void => {
    const { settings } = desk.snapshot();
    desk.set({ ...settings, zoom: Math.max(ZOOM.least, Math.min(ZOOM.most, zoom)) });
  };
  const zoom = (): number => desk.snapshot().settings.zoom;
  return {
    import: () => desk.importChosen(),
    open: () => desk.openChosen(),
    'open-sample': () => desk.importSample(),
    save: () => desk.save(false),
    'save-as': () => desk.save(true),
    'load-prior': () => desk.loadPrior(),
    'export-pdf': () => desk.exportAs('pdf'),
    'export-docx': () => desk.exportAs('docx'),
    'export-xlsx': () => desk.exportAs('xlsx'),
    'export-audit-pdf': () => exportAudit(desk, 'pdf'),
    'export-audit-xlsx': () => exportAudit(desk, 'xlsx'),
    'audit-text': () => auditText(desk),
    'export-draft': () => desk.exportAs('pdf', true),
    'close-document': () => desk.leave(),
    'save-and-close': () => desk.saveAnd(() => window.close()),
    'zoom-in': () => zoomTo(zoom() + ZOOM.step),
    'zoom-out': () => zoomTo(zoom() - ZOOM.step),
    'zoom-reset': () => zoomTo(ZOOM.usual),
    settings: () => desk.open('settings'),
    shortcuts: () => desk.open('shortcuts'),
    legend: () => desk.open('legend'),
    about: () => desk.open('about'),
  };
}
