/** The system's file dialogs, by purpose. A name without its ending gets it, and is then asked about if it is taken. */
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { FileFilter } from 'electron';
import type { CallAnswer } from '../../shared/ipc.ts';
import type { HandlerArgs } from '../handlers/handler.ts';
import type { ElectronParts } from './electron-parts.ts';

type Chosen = CallAnswer<'files.choose'>;
type Purpose = HandlerArgs<'files.choose'>['purpose'];

const DOCUMENT: FileFilter = { name: '明账文档', extensions: ['mingzhang'] };
const WORKBOOK: FileFilter = { name: '工作簿', extensions: ['xlsx', 'xlsm', 'xls', 'et', 'ods', 'csv'] };
const WORD: FileFilter = { name: 'Word 文档', extensions: ['docx'] };
/** What figures are read from. */
const FIGURES: FileFilter = { name: '明账文档或工作簿', extensions: [...DOCUMENT.extensions, ...WORKBOOK.extensions] };
const PDF: FileFilter = { name: 'PDF 文件', extensions: ['pdf'] };
const EXCEL: FileFilter = { name: 'Excel 工作簿', extensions: ['xlsx'] };

/** Purposes for which a file must be there already. */
const EXISTING: readonly Purpose[] = ['open', 'import', 'prior', 'figures', 'units', 'exact', 'styles', 'audit'];

const DIALOGS: Readonly<Record<Purpose, { readonly title: string; readonly filter: FileFilter }>> = {
  open: { title: '打开', filter: DOCUMENT },
  import: { title: '由工作簿新建', filter: WORKBOOK },
  prior: { title: '选择上年的文档或工作簿', filter: FIGURES },
  figures: { title: '选择报告所据的文档或工作簿', filter: FIGURES },
  units: { title: '选择下级单位的文档或工作簿（可多选）', filter: FIGURES },
  exact: { title: '选择以元为单位的同一套表', filter: FIGURES },
  save: { title: '保存', filter: DOCUMENT },
  styles: { title: '选择有本单位样式的 Word 文件', filter: WORD },
  audit: { title: '选择要审核的报告', filter: { name: '报告', extensions: ['docx', 'txt'] } },
  'export-pdf': { title: '导出 PDF', filter: PDF },
  'export-xlsx': { title: '导出工作簿', filter: EXCEL },
  'export-docx': { title: '导出 Word', filter: WORD },
  'export-audit-pdf': { title: '导出校验报告', filter: PDF },
  'export-audit-xlsx': { title: '导出校验报告', filter: EXCEL },
};

export async function chooseNatively(dialog: ElectronParts['dialog'], { purpose, suggested }: HandlerArgs<'files.choose'>): Promise<Chosen> {
  const { title, filter } = DIALOGS[purpose];
  if (EXISTING.includes(purpose)) return { native: true, paths: await chooseExisting(dialog, title, filter, suggested, purpose === 'units') };
  const path = await chooseTarget(dialog, title, filter, suggested);
  return { native: true, paths: path === null ? [] : [path] };
}

async function chooseExisting(dialog: ElectronParts['dialog'], title: string, filter: FileFilter, defaultPath: string, isSeveral: boolean): Promise<string[]> {
  const chosen = await dialog.showOpenDialog({ title, defaultPath, filters: [filter], properties: isSeveral ? ['openFile', 'multiSelections'] : ['openFile'] });
  return chosen.canceled ? [] : chosen.filePaths;
}

async function chooseTarget(dialog: ElectronParts['dialog'], title: string, filter: FileFilter, suggested: string): Promise<string | null> {
  const chosen = await dialog.showSaveDialog({ title, defaultPath: suggested, filters: [filter], properties: ['createDirectory', 'showOverwriteConfirmation'] });
  if (chosen.canceled || chosen.filePath === '') return null;
  const ending = `.${filter.extensions[0] ?? ''}`;
  if (extname(chosen.filePath).toLowerCase() === ending) return chosen.filePath;
  const whole = chosen.filePath + ending;
  return existsSync(whole) ? chooseTarget(dialog, title, filter, whole) : whole;
}
