/** What the menu's commands do on the desk: files, zoom, settings, help. They work with and without a document. */
import { auditText, exportAs } from './report-commands.ts';
import type { CommandTable } from './command-board.ts';
import type { Desk } from './desk.ts';
import { mergeUnits } from './merge-board.ts';
import { newYearFrom, rollOpen } from './new-year.ts';
import { loadPrior, togglePriorColumns } from './prior-year.ts';

const ZOOM = { step: 10, least: 80, most: 200, usual: 100 } as const;

export function deskCommands(desk: Desk): CommandTable {
  const zoomTo = (zoom: number): void => {
    const { settings } = desk.snapshot();
    desk.set({ ...settings, zoom: Math.max(ZOOM.least, Math.min(ZOOM.most, zoom)) });
  };
  const zoom = (): number => desk.snapshot().settings.zoom;
  return {
    import: () => desk.imports.chosen(),
    open: () => desk.openChosen(),
    'open-sample': () => desk.imports.sample(),
    save: () => desk.save(false),
    'save-as': () => desk.save(true),
    'new-year': () => newYearFrom(desk),
    merge: () => mergeUnits(desk),
    roll: () => rollOpen(desk),
    'load-prior': () => loadPrior(desk),
    'prior-columns': () => togglePriorColumns(desk),
    'export-pdf': () => exportAs(desk, 'pdf'),
    'export-docx': () => exportAs(desk, 'docx'),
    'export-xlsx': () => exportAs(desk, 'xlsx'),
    'export-audit-pdf': () => exportAs(desk, 'audit-pdf'),
    'export-audit-xlsx': () => exportAs(desk, 'audit-xlsx'),
    'audit-text': () => auditText(desk),
    'audit-report': () => desk.show({ task: { kind: 'audit' } }),
    'export-draft': () => exportAs(desk, 'pdf', true),
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
