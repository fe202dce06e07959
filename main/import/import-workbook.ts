/** From a workbook's bytes to a document, with everything that an import review shows: the one way in, for the editor and the command line. */
import type { Unit } from '../../shared/amount/amount.ts';
import type { CellRef, Document } from '../../shared/document/document.ts';
import { NO_SUBJECTS, type SubjectList, withLearnedSubjects } from '../../shared/template/learned-subjects.ts';
import { exportSheetOf } from '../../shared/template/read-exports.ts';
import { type Synonym, withSynonyms } from '../../shared/template/synonyms.ts';
import { findTable, type Template } from '../../shared/template/template.ts';
import { type BuiltDocument, buildDocument, converted, type DocumentFacts } from './build-document.ts';
import { scoreTemplates, type TemplateScore } from './choose-template.ts';
import { buildEvaluations, type BuiltEvaluations, type NamedEvaluation, unreadOf } from './evaluations/build-evaluations.ts';
import { takeEvaluations } from './evaluations/evaluation-sheets.ts';
import { readEvaluation } from './evaluations/read-evaluation.ts';
import { extraSheets } from './extra-sheets.ts';
import { importConflicts } from './import-conflicts.ts';
import { type Outcome, problem } from './import-problem.ts';
import { readWorkbook } from './read-workbook.ts';
import { type SourceUnit, yearInName } from './recognise/captions.ts';
import type { Unrecognised } from './recognise/ledger.ts';
import type { LeftSheet } from './recognise/left-sheets.ts';
import { type Recognised, recogniseWorkbook, type RecognisedTable, surveyWorkbook } from './recognise/recognise-workbook.ts';
import { severalDepartments } from './recognise/several-departments.ts';
import { splitYears, type Years } from './recognise/split-years.ts';
import { type ImportConflict, placeOf } from './recognise/table-draft.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { type UnknownPart, unknownParts } from './unknown-parts.ts';
import { readMetadata, withMetadata, type WorkbookMetadata } from './workbook-metadata.ts';

export interface ImportOptions {
  /** Template set to use instead of the one that fits best. */
  readonly template?: string;
  readonly year?: number;
  readonly department?: string;
  /** Unit of the figures in the workbook where the sheets do not state it or state it wrongly. */
  readonly sourceUnit?: SourceUnit;
  /** Unit of the document; by default 元 for figures in 元, else 万元. */
  readonly unit?: Unit;
  /** What earlier imports were taught. */
  readonly synonyms?: readonly Synonym[];
  /** 科目 that earlier imports confirmed. */
  readonly subjects?: SubjectList;
  /** Told the share done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** One table of the review. */
export interface ImportedTable {
  readonly id: string;
  readonly title: string;
  readonly sheet: string;
  readonly range: string;
  readonly rows: number;
  /** Figures placed. */
  readonly cells: number;
  readonly unrecognised: readonly Unrecognised[];
  readonly confidence: number;
}

export type YearSource = 'option' | 'cells' | 'sheet-name' | 'file-name' | 'template';

export interface ImportedWorkbook {
  readonly document: Document;
  readonly templates: readonly TemplateScore[];
  readonly tables: readonly ImportedTable[];
  /** All cells that were not placed, those outside any table included. */
  readonly unrecognised: readonly Unrecognised[];
  readonly conflicts: readonly ImportConflict[];
  /** Sheets of a 财决 export, or parts of them, that no public table needs. */
  readonly left: readonly LeftSheet[];
  /** Rows, columns and tables whose meaning can be taught. */
  readonly unknown: readonly UnknownPart[];
  readonly yearFrom: YearSource;
  /** Unit of the figures in the workbook, and in words how they were converted. */
  readonly sourceUnit: SourceUnit;
  readonly conversion: string | null;
  /** Where a cell came from, `sheet!A1`; null for one that the workbook does not have. */
  readonly addressOf: (ref: CellRef) => string | null;
}

/** What was done to the figures beyond placing them, in sentences. */
export function importNotices({ conversion, document: { prior } }: Pick<ImportedWorkbook, 'conversion' | 'document'>): readonly string[] {
  return [...(conversion === null ? [] : [conversion]), ...(prior === undefined ? [] : [`工作簿中 ${prior.year} 年度的表已作为上年数`])];
}

/** Imports a workbook of 决算公开 tables. Nothing is opened or changed where it fails. */
export async function importWorkbook(bytes: Buffer, fileName: string, templates: readonly Template[], options: ImportOptions = {}): Promise<Outcome<ImportedWorkbook>> {
  const read = await readWorkbook(bytes, fileName);
  if (!read.ok) return read;
  options.onProgress?.(0.4);
  return importSheets(read.value, fileName, templates, options);
}

/** Imports sheets that have been read. */
export function importSheets(sheets: readonly SheetGrid[], fileName: string, templates: readonly Template[], options: ImportOptions = {}): Outcome<ImportedWorkbook> {
  const metadata = readMetadata(sheets);
  const scores = scoreTemplates(sheets, templates);
  const plain = chosenTemplate(templates, scores, metadata, options);
  if (plain === null) return problem('no-such-template', fileName, options.template);
  const taught = withSynonyms(plain, options.synonyms ?? []);
  const { parts, others } = takeEvaluations(sheets, taught);
  const survey = surveyWorkbook(others, taught);
  const year = yearOf(metadata?.year ?? survey.header.year, sheets, fileName, taught, options);
  const template = withLearnedSubjects(taught, options.subjects ?? NO_SUBJECTS, year.year);
  const years = splitYears(survey, year.year);
  const departments = severalDepartments(years.own.segments);
  if (departments.length > 0) return problem('several-departments', fileName, departments.join('、'));
  const recognised = recogniseWorkbook(years.own, template, (done) => options.onProgress?.(0.4 + done * 0.4));
  if (recognised.tables.length === 0 && parts.length === 0) return problem('no-tables', fileName);
  const stated = options.sourceUnit ?? recognised.header.unit ?? exportUnit(sheets, template);
  const sourceUnit = stated ?? template.unit;
  const unit = options.unit ?? (sourceUnit === '元' ? '元' : '万元');
  const department = options.department ?? metadata?.department ?? recognised.header.department ?? '';
  const facts = { file: fileName, department, year: year.year, sourceUnit, unit };
  const own = buildEvaluations(parts.map(readEvaluation), namesOf(metadata), (amount) => converted(amount, sourceUnit, unit));
  const built = buildDocument(recognised, template, facts, own);
  const { document: whole, unrecognised: inTables } = withLastYear(recognised, built, years, template, facts);
  const document = withExtraSheets(whole, recognised);
  const unrecognised = [...inTables, ...unreadOf(own)];
  const addressOf = addressesIn(recognised, own.places);
  options.onProgress?.(1);
  return {
    ok: true,
    value: {
      document: asExported(document, metadata), templates: scores, yearFrom: year.from, sourceUnit, conversion: conversionOf(recognised, sourceUnit, unit),
      tables: [...recognised.tables.map((table) => reviewed(table, inTables)), ...reviewedEvaluations(own)],
      unrecognised, conflicts: conflictsOf(recognised, built, template, year, stated !== null, addressOf), addressOf,
      unknown: unknownParts(recognised), left: recognised.left,
    },
  };
}

/** With what an export of ours says beside its tables. */
function asExported(document: Document, metadata: WorkbookMetadata | null): Document {
  return metadata === null ? document : withMetadata(document, metadata);
}

/** The set asked for, else the one an export of ours names, else the one that fits best. */
function chosenTemplate(templates: readonly Template[], scores: readonly TemplateScore[], metadata: WorkbookMetadata | null, options: ImportOptions): Template | null {
  const find = (id: string | null | undefined): Template | null => templates.find((template) => template.id === id) ?? null;
  return options.template === undefined ? (find(metadata?.template) ?? find(scores[0]?.id)) : find(options.template);
}

/** Cells that neither this year's tables nor last year's took. */
function inBoth(own: readonly Unrecognised[], prior: readonly Unrecognised[]): readonly Unrecognised[] {
  const id = ({ sheet, address }: Unrecognised): string => `${sheet}!${address}`;
  const left = new Map(prior.map((cell) => [id(cell), cell]));
  return own.filter((cell) => left.has(id(cell)));
}

/** Last year's tables of the same workbook are the document's 上年. */
function withLastYear(recognised: Recognised, { document }: BuiltDocument, { prior }: Years, template: Template, facts: DocumentFacts): Pick<ImportedWorkbook, 'document' | 'unrecognised'> {
  if (prior === null) return { document, unrecognised: recognised.unrecognised };
  const last = recogniseWorkbook(prior, template);
  const { year, tables } = buildDocument(last, template, { ...facts, year: facts.year - 1 }).document;
  return { document: { ...document, prior: { template: template.id, year, tables } }, unrecognised: inBoth(recognised.unrecognised, last.unrecognised) };
}

/** The unit of an export of the 财决 system, which need not state it. */
function exportUnit(sheets: readonly SheetGrid[], { exports }: Template): SourceUnit | null {
  return sheets.some((sheet) => exportSheetOf(exports, sheet.name) !== null) ? exports.unit : null;
}

interface FoundYear {
  readonly year: number;
  readonly from: YearSource;
}

/** Explicit, else as the sheets say, else as sheet or file are named, else the template's. */
function yearOf(stated: number | null, sheets: readonly SheetGrid[], fileName: string, template: Template, options: ImportOptions): FoundYear {
  if (options.year !== undefined) return { year: options.year, from: 'option' };
  if (stated !== null) return { year: stated, from: 'cells' };
  // Of several years, the latest is this one.
  const named = sheets.flatMap((sheet) => yearInName(sheet.name) ?? []);
  if (named.length > 0) return { year: Math.max(...named), from: 'sheet-name' };
  const inFileName = yearInName(fileName);
  return inFileName === null ? { year: template.year, from: 'template' } : { year: inFileName, from: 'file-name' };
}

/** Says what was converted, for the review. */
function conversionOf(recognised: Recognised, sourceUnit: SourceUnit, unit: Unit): string | null {
  const units = new Set<SourceUnit>();
  for (const { draft } of recognised.tables) {
    for (const row of draft.rows.values()) for (const cell of row.cells.values()) units.add(cell.unit ?? sourceUnit);
  }
  const foreign = [...units].filter((source) => source !== unit);
  return foreign.length === 0 ? null : `金额由${foreign.join('、')}折算为${unit}`;
}

function reviewed({ draft, places, confidence }: RecognisedTable, unrecognised: readonly Unrecognised[]): ImportedTable {
  const sheets = new Set(places.map((place) => place.sheet));
  return {
    id: draft.table.id, title: draft.table.title, sheet: [...sheets].join('、'), range: places.map((place) => place.range).join('、'),
    rows: draft.rows.size, cells: draft.figures, unrecognised: unrecognised.filter((cell) => places.some((place) => place.sheet === cell.sheet && holds(place.range, cell.address))), confidence,
  };
}

function withExtraSheets(document: Document, { strays }: Recognised): Document {
  const extra = extraSheets(strays);
  return extra.length === 0 ? document : { ...document, extraSheets: extra };
}

/** The self-evaluations as an export of ours names them. */
function namesOf(metadata: WorkbookMetadata | null): readonly NamedEvaluation[] {
  return metadata?.others.evaluations ?? [];
}

function reviewedEvaluations({ evaluations, reads, places }: BuiltEvaluations): readonly ImportedTable[] {
  return reads.map(({ title, sheet, range, indicators, unrecognised }, at) => {
    const id = evaluations[at]?.table ?? '';
    return { id, title, sheet, range, rows: indicators.length, cells: places.filter(({ ref }) => ref.table === id).length, unrecognised, confidence: 1 };
  });
}

/** Whether `A1:F31` holds the address. */
function holds(range: string, address: string): boolean {
  const rowOf = (text: string): number => Number(/\d+/u.exec(text)?.[0] ?? 0);
  const [from = '', to = from] = range.split(':');
  return rowOf(address) >= rowOf(from) && rowOf(address) <= rowOf(to);
}

function conflictsOf(recognised: Recognised, built: BuiltDocument, template: Template, year: FoundYear, isUnitStated: boolean, addressOf: ImportedWorkbook['addressOf']): readonly ImportConflict[] {
  const assumed: ImportConflict[] = [];
  const about = (kind: ImportConflict['kind'], message: string): void => {
    assumed.push({ kind, table: '', row: null, column: null, address: null, message });
  };
  if (year.from === 'template') about('assumed-year', `工作簿和文件名中都没有年度，按模板取 ${year.year} 年，请核对`);
  if (!isUnitStated) about('assumed-unit', `工作簿没有写明金额单位，按模板取${template.unit}，请核对`);
  return [...assumed, ...recognised.conflicts, ...importConflicts(built, (table) => findTable(template.tables, table)?.title ?? table, addressOf)];
}

function addressesIn({ tables }: Recognised, evaluated: BuiltEvaluations['places']): ImportedWorkbook['addressOf'] {
  const drafts = new Map(tables.map(({ draft }) => [draft.table.id, draft]));
  const isOf = (ref: CellRef, { table, row, column }: CellRef): boolean => table === ref.table && row === ref.row && column === ref.column;
  return (ref) => {
    const cell = drafts.get(ref.table)?.rows.get(ref.row)?.cells.get(ref.column);
    return cell === undefined ? (evaluated.find((place) => isOf(place.ref, ref))?.address ?? null) : placeOf(cell);
  };
}
