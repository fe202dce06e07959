/** Imports a workbook for the import review: bytes from a path or from the window, the import itself in a thread of its own. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CallAnswer, Failure, FailureCode, ImportReview } from '../../shared/ipc.ts';
import type { TemplateFiles } from '../../shared/template/load.ts';
import { errnoOf } from '../files/disk.ts';
import type { SubjectList } from '../../shared/template/learned-subjects.ts';
import type { Synonym } from '../../shared/template/synonyms.ts';
import { importInWorker } from '../import/import-client.ts';
import type { ThreadImport } from '../import/import-worker.ts';
import { type ImportProblem, type ImportProblemCode, problem } from '../import/import-problem.ts';
import { type ImportedTable, importNotices } from '../import/import-workbook.ts';
import { SIZE_LIMITS } from '../import/inspect-file.ts';
import type { Unrecognised } from '../import/recognise/ledger.ts';
import type { ImportConflict } from '../import/recognise/table-draft.ts';
import type { HandlerArgs } from '../handlers/handler.ts';
import { userPath } from '../files/user-path.ts';
import type { Report } from './report-progress.ts';

const CODES: Readonly<Record<ImportProblemCode, FailureCode>> = {
  missing: 'missing', unreadable: 'locked', empty: 'empty', 'not-workbook': 'not-a-workbook', password: 'password-protected', 'other-zip': 'other-zip',
  truncated: 'truncated', 'too-large': 'too-large', 'no-tables': 'no-tables', 'several-departments': 'unsupported', 'no-such-template': 'unsupported', cancelled: 'cancelled', timeout: 'failed',
};

type Request = HandlerArgs<'import.run'>;

/** What imports learned before. */
export interface Learned {
  readonly synonyms: readonly Synonym[];
  readonly subjects: SubjectList;
}

export async function importForReview(request: Request, templates: TemplateFiles, learned: Learned, report: Report, signal: AbortSignal): Promise<CallAnswer<'import.run'>> {
  report('读取文件', null);
  const source = await readSource(request.source);
  if ('code' in source) return refused(source);
  const { template, year } = request;
  const options = { ...learned, ...(template === null ? {} : { template }), ...(year === null ? {} : { year }) };
  const outcome = await importInWorker({ ...source, templates, options }, { signal, onProgress: (done) => report(done < 0.4 ? '读取工作簿' : '识别表格', done) });
  if (!outcome.ok) return refused(outcome.problem);
  return { ok: true, review: reviewOf(source.fileName, outcome.value, learned) };
}

function refused(found: ImportProblem): Failure {
  return { ok: false, code: CODES[found.code], message: found.message };
}

async function readSource(source: Request['source']): Promise<{ readonly bytes: Uint8Array; readonly fileName: string } | ImportProblem> {
  if ('base64' in source) return { bytes: Buffer.from(source.base64, 'base64'), fileName: basename(source.name) };
  const path = userPath(source.path);
  const fileName = basename(path);
  try {
    if ((await stat(path)).size > SIZE_LIMITS.file) return problem('too-large', fileName).problem;
    return { bytes: await readFile(path), fileName };
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return problem(errno === 'ENOENT' || errno === 'ENOTDIR' ? 'missing' : 'unreadable', fileName).problem;
  }
}

function reviewOf(file: string, imported: ThreadImport, { synonyms }: Learned): ImportReview {
  const inTables = new Set(imported.tables.flatMap((table) => table.unrecognised));
  return {
    file, document: imported.document,
    templates: [...imported.templates],
    tables: imported.tables.map(reviewedTable),
    unplaced: imported.unrecognised.filter((cell) => !inTables.has(cell)).map(reviewedCell),
    conflicts: imported.conflicts.map(reviewedConflict),
    notices: [...importNotices(imported)],
    unknown: [...imported.unknown], left: [...imported.left], taught: [...synonyms],
  };
}

function reviewedTable(table: ImportedTable): ImportReview['tables'][number] {
  const { id, title, sheet, range, rows, cells, confidence } = table;
  return { id, title, sheet, range, rows, cells, confidence, unrecognised: table.unrecognised.map(reviewedCell) };
}

function reviewedCell({ sheet, address, text, why }: Unrecognised): ImportReview['unplaced'][number] {
  return { sheet, address, text, why };
}

function reviewedConflict({ kind, message, address, table, row, column }: ImportConflict): ImportReview['conflicts'][number] {
  return { kind, message, address, cells: row === null || column === null ? [] : [{ table, row, column }] };
}
