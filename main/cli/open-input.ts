/** Opens what a command is given: a document file, or a workbook that is imported on the way. */
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { CellRef, Document } from '../../shared/document/document.ts';
import type { ChangeRecord } from '../../shared/document/record.ts';
import { looksLikeDocument } from '../../shared/document/file.ts';
import { Engine } from '../../shared/formula/engine.ts';
import { NO_SUBJECTS } from '../../shared/template/learned-subjects.ts';
import { changedSynonyms, type Synonym } from '../../shared/template/synonyms.ts';
import { withEvaluations } from '../../shared/template/evaluations.ts';
import { errnoOf } from '../files/disk.ts';
import { openDocumentFile } from '../files/document-file.ts';
import { ImportMemory } from '../files/import-memory.ts';
import { dataFolder } from '../files/program-folders.ts';
import type { ImportedTable, ImportedWorkbook } from '../import/import-workbook.ts';
import { importBounded } from '../import/import-client.ts';
import { readWorkbookFile } from '../import/read-workbook.ts';
import type { Unrecognised } from '../import/recognise/ledger.ts';
import { Unusable } from './outcome.ts';
import type { TemplateStore } from './template-store.ts';

export interface OpenedInput {
  readonly file: string;
  readonly document: Document;
  readonly engine: Engine;
  /** What was changed since it was imported; empty for a workbook. */
  readonly record: ChangeRecord;
  readonly tables: readonly InputTable[];
  /** Cells that stand in no table. */
  readonly unplaced: readonly Unrecognised[];
  /** Null for a document file. */
  readonly imported: ImportedWorkbook | null;
  /** Where a cell stood in the workbook, `sheet!A1`; '' for a document. */
  readonly addressOf: (ref: CellRef) => string;
}

export type InputTable = Pick<ImportedTable, 'id' | 'title' | 'sheet' | 'rows' | 'cells' | 'unrecognised'>;

export interface InputOptions {
  readonly template?: string | undefined;
  readonly year?: number | undefined;
  /** What words of the workbook mean. */
  readonly synonyms?: readonly Synonym[] | undefined;
}

/** Files that a folder is searched for. */
export const INPUT_EXTENSIONS: readonly string[] = ['.mingzhang', '.xlsx', '.xls', '.ods', '.csv'];

/** The opened input; unusable with the one line that says which file, what, what to do. */
export async function openInput(path: string, store: TemplateStore, options: InputOptions = {}): Promise<OpenedInput> {
  if (options.template !== undefined) store.get(options.template);
  if (await isFolder(path)) throw new Unusable(`${path}：是文件夹，不是文件。请指定其中的一个工作簿或文档`);
  if (extname(path).toLowerCase() === '.mingzhang') return openDocument(path, store, options);
  const bytes = await readWorkbookFile(path);
  if (!bytes.ok) throw new Unusable(bytes.problem.message);
  if (looksLikeDocument(bytes.value.subarray(0, 400).toString('utf8'))) return openDocument(path, store, options);
  return importFile(path, bytes.value, store, options);
}

/** Whether the path is a folder; what is not there is told by whoever opens it. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((there) => there.isDirectory(), () => false);
}

async function openDocument(path: string, store: TemplateStore, { template }: InputOptions): Promise<OpenedInput> {
  const opened = await openDocumentFile(path);
  if (!opened.ok) throw new Unusable(opened.message);
  const { document, record = [] } = opened;
  if (!store.ids().includes(document.template)) throw new Unusable(`${path}：所用的模板“${document.template}”不在本机。请把该模板的文件夹放入 templates，可用的有：${store.ids().join('、')}`);
  if (template !== undefined && template !== document.template) throw new Unusable(`${path}：文档用的是模板 ${document.template}，不能按 ${template} 读。请去掉 --template，或用它重新导入工作簿`);
  return { file: path, document, record, engine: engineOf(document, store), tables: documentTables(document, store), unplaced: [], imported: null, addressOf: () => '' };
}

async function importFile(path: string, bytes: Buffer, store: TemplateStore, options: InputOptions): Promise<OpenedInput> {
  const { template, year, synonyms = [] } = options;
  // What the window was taught on this machine holds here too; what the command is given holds before it.
  const learned = await learnedHere();
  const known = { synonyms: changedSynonyms(learned.synonyms, synonyms, []), subjects: learned.subjects };
  const chosen = { ...known, ...(template === undefined ? {} : { template }), ...(year === undefined ? {} : { year }) };
  const outcome = await importBounded({ bytes, fileName: basename(path), templates: store.files, options: chosen }, () => store.all());
  if (!outcome.ok) throw new Unusable(outcome.problem.message);
  const imported = outcome.value;
  const inTables = new Set(imported.tables.flatMap((table) => table.unrecognised));
  return {
    file: path, document: imported.document, record: [], engine: engineOf(imported.document, store), tables: imported.tables, imported,
    unplaced: imported.unrecognised.filter((cell) => !inTables.has(cell)),
    addressOf: (ref) => imported.addressOf(ref) ?? '',
  };
}

async function learnedHere(): ReturnType<ImportMemory['read']> {
  try {
    return await new ImportMemory(dataFolder()).read();
  } catch (error) {
    // Another user's folder: nothing was learned here.
    if (errnoOf(error) === null) throw error;
    return { synonyms: [], subjects: NO_SUBJECTS };
  }
}

/** The engine over a document, last year's tables under their own template. */
export function engineOf(document: Document, store: TemplateStore): Engine {
  const template = store.get(document.template);
  return new Engine(template, document, document.prior === undefined ? template : store.get(document.prior.template));
}

function documentTables(document: Document, store: TemplateStore): readonly InputTable[] {
  return withEvaluations(store.get(document.template), document).tables.filter((table) => table.isPublished).map((table) => {
    const rows = document.tables[table.id]?.rows ?? [];
    return {
      id: table.id, title: table.title, sheet: document.source?.tables[table.id]?.sheet ?? '', rows: rows.length,
      cells: rows.reduce((sum, row) => sum + Object.keys(row.cells).length, 0), unrecognised: [],
    };
  });
}
