/** A template set, read and resolved: one province's forms for one year, with their formulas and rules. */
import type { Assignment, Expression, Loop } from '../formula/syntax.ts';

export type Level = '类' | '款' | '项';
export type Classification = 'functional' | 'economic';
export type Severity = 'error' | 'warning' | 'info';

/** What a column holds: values of the document (`amount`, `text`), or the row's own code, name, 行次 or 一级指标 (`group`). */
export type ColumnKind = 'code' | 'name' | 'line' | 'amount' | 'text' | 'group';
/** How an amount is printed: in the document's unit and places, as a percentage, or as a score. */
export type AmountFormat = 'amount' | 'percent' | 'score';

/** A leaf column of a table's heading. */
export interface Column {
  /** Identity: 栏次 or short name for amounts; `code`, `name`, `line` for the others. */
  readonly key: string;
  readonly is: ColumnKind;
  readonly title: string;
  readonly name: string | null;
  readonly aliases: readonly string[];
  /** Titles from the outermost heading down to this column's own. */
  readonly path: readonly string[];
  readonly width: number;
  readonly format: AmountFormat;
  /** Comes along into the next year: what is planned, not what was achieved. */
  readonly isCarried: boolean;
  /** Of a text column: the same words in rows on end are printed once, over all of them. */
  readonly isMerged: boolean;
  /** Of a `group` column: the amount column whose figure for the group stands here, null where its name does. */
  readonly of: string | null;
}

/** Whether the document holds a value in each cell of the column. */
export function holdsValues({ is }: Column): boolean {
  return is === 'amount' || is === 'text';
}

/** A heading cell of the official form: a group of columns or one column. */
export interface Heading {
  readonly title: string;
  readonly columns: readonly Heading[];
  readonly column: Column | null;
}

/** One half, third or whole of a form: blocks stand side by side, or one below the other where the form is stacked. */
export interface Block {
  readonly headings: readonly Heading[];
  readonly columns: readonly Column[];
  readonly rows: readonly FixedRow[];
  readonly classes: readonly string[];
  /** What stands at the left of all its lines, null where nothing does. */
  readonly side: string | null;
  /** The columns' titles are not printed. */
  readonly isBare: boolean;
  /** The 一级指标 under which the document lists rows of its own; null where the block has only the form's rows. */
  readonly groups: readonly FixedRow[] | null;
}

/** An indicator that the form suggests. */
export interface PresetRow {
  readonly group: string;
  readonly name: string;
  /** By column; amounts as decimals. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A row that the form itself prints. */
export interface FixedRow {
  readonly key: string;
  readonly line: number | null;
  readonly label: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly aliases: readonly string[];
  readonly blank: boolean;
  readonly hide: boolean;
  readonly style: 'item' | 'sub' | 'total';
  /** Holds counts, not amounts. */
  readonly isCount: boolean;
  /** Columns in which the form has no cell for this row. */
  readonly lacks: readonly string[];
  /** A 一级指标, which has subtotals but no line of its own. */
  readonly isGroup: boolean;
  /** Index of the block that prints it. */
  readonly block: number;
  /** Last block that it spans; the amount stands there. */
  readonly lastBlock: number;
}

/** How a table's 科目 rows behave. */
export interface SubjectRows {
  readonly list: Classification;
  readonly deepest: Level;
  readonly totalAt: 'first' | 'last';
  /** Roles of tables whose 科目 this one lists as well. */
  readonly follows: readonly string[];
  readonly preset: readonly { readonly code: string; readonly name: string }[];
  /** Other names that workbooks print for a 科目. */
  readonly aliases: readonly { readonly code: string; readonly name: string }[];
}

/** A formula of a table, and the rule that a printed value which differs from it breaks. */
export interface TableFormula {
  readonly rule: string;
  readonly assignment: Assignment;
}

export interface TableTemplate {
  readonly id: string;
  readonly role: string;
  readonly mark: string | null;
  /** Of a self-evaluation's form with placeholders, `{项目名称}` being what stands in that row. */
  readonly title: string;
  readonly aliases: readonly string[];
  /** Blocks stand one below the other. */
  readonly isStacked: boolean;
  /** The self-evaluation's form that this table fills in; null for the tables of the set itself. */
  readonly form: string | null;
  /** Of a form: the document may have several. */
  readonly repeats: boolean;
  /** Rows whose text the title quotes. */
  readonly titledBy: readonly string[];
  readonly presetRows: readonly PresetRow[];
  /** The score that the rule of scoring suggests for an indicator. */
  readonly scoring: Assignment | null;
  readonly page: 'portrait' | 'landscape';
  /** False for side sheets whose figures only the text uses. */
  readonly isPublished: boolean;
  readonly unitCaption: string;
  readonly numbering: string | null;
  readonly blocks: readonly Block[];
  /** Columns that hold values, each once, in the order of the form. */
  readonly columns: readonly Column[];
  readonly fixedRows: readonly FixedRow[];
  /** The 合计 row of a 科目 table. */
  readonly total: FixedRow | null;
  readonly footer: readonly FixedRow[];
  readonly subjects: SubjectRows | null;
  readonly formulas: readonly TableFormula[];
  readonly notes: readonly string[];
  readonly empty: string | null;
  readonly emptyLines: number;
}

/** A check 校验规则: an id, a sentence, and how it is tested. */
export interface Rule {
  readonly id: string;
  readonly says: string;
  readonly severity: Severity;
  readonly source: string | null;
  readonly holds: readonly { readonly expression: Expression; readonly text: string }[];
  readonly loop: Loop | null;
  readonly when: Expression | null;
  readonly tolerance: string | null;
  readonly test: string | null;
  readonly tables: readonly string[];
}

/** 第一部分 … of the report, in a set's own words, and what it holds. */
export interface ReportPartTemplate {
  readonly title: string;
  readonly holds: 'overview' | 'tables' | 'narrative' | 'glossary';
}

/** Where in the report a chart stands: after the text of a chapter of the 情况说明, or after a table, either named by its role. */
export interface ChartPlace {
  readonly after: 'chapter' | 'table';
  readonly role: string;
}

/** A label of a chart with one formula for each series; with a loop, a label for each row that it meets. */
export interface ChartPointTemplate {
  readonly label: string | null;
  readonly loop: Loop | null;
  readonly values: readonly Expression[];
}

/** A chart 图: its words may hold {年度}, {上年度} and {部门}. */
export interface ChartTemplate {
  readonly id: string;
  readonly kind: 'bar' | 'pie';
  readonly title: string;
  readonly place: ChartPlace;
  /** Names of the series; a single '' where there is one without a name. */
  readonly series: readonly string[];
  readonly points: readonly ChartPointTemplate[];
  /** What the shares are parts of; null where none are printed. */
  readonly whole: Expression | null;
}

export interface Template {
  readonly id: string;
  /** Ids of the sets it extends, base first, and its own: where its further files are looked for. */
  readonly chain: readonly string[];
  readonly name: string;
  readonly region: string;
  readonly year: number;
  readonly unit: '元' | '万元';
  readonly decimals: number;
  readonly tables: readonly TableTemplate[];
  /** Forms of self-evaluations; a document has a table for each that it fills in, see `withEvaluations`. */
  readonly forms: readonly TableTemplate[];
  readonly rules: readonly Rule[];
  /** 科目 names by code. */
  readonly subjects: Readonly<Record<Classification, ReadonlyMap<string, string>>>;
  readonly report: { readonly cover: string; readonly parts: readonly ReportPartTemplate[] };
  readonly charts: readonly ChartTemplate[];
  readonly exports: SystemExports;
}

/** A cell that a line of an export fills. */
export interface ExportCell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** One sheet of the 财决 system's export, and what it is in this set. */
export interface ExportSheet {
  readonly code: string;
  readonly title: string;
  /** Id of the table that it fills; null where no table needs it. */
  readonly table: string | null;
  /** Heading path → column key. */
  readonly columns: ReadonlyMap<string, string>;
  readonly headings: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, ExportCell>;
  /** Columns and lines that the table does not have are left in the export. */
  readonly leavesOthers: boolean;
}

/** How the 财决 system's export becomes this set's tables. */
export interface SystemExports {
  readonly unit: '元' | '千元' | '万元' | null;
  readonly sheets: readonly ExportSheet[];
}

/** A mistake in a template file. */
export interface TemplateProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The table with this id, role, mark (公开03 or 公开03表), title or alias. */
export function findTable(tables: readonly TableTemplate[], name: string): TableTemplate | null {
  return (
    tables.find((table) => table.id === name || table.role === name) ??
    tables.find((table) => table.mark === name || table.mark === `${name}表` || table.title === name || table.aliases.includes(name)) ??
    null
  );
}

/** The column of values with this key (栏次), name, title or alias. */
export function findColumn(table: TableTemplate, name: string): Column | null {
  const { columns } = table;
  return (
    columns.find((column) => column.key === name) ??
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.title === name) ??
    columns.find((column) => column.aliases.includes(name)) ??
    null
  );
}

/** The fixed row with this key (行次), name, label, 科目 code or alias. */
export function findFixedRow(table: TableTemplate, name: string): FixedRow | null {
  const { fixedRows } = table;
  return (
    fixedRows.find((row) => row.key === name) ??
    fixedRows.find((row) => row.name === name) ??
    fixedRows.find((row) => row.label === name) ??
    fixedRows.find((row) => row.code === name) ??
    fixedRows.find((row) => row.aliases.includes(name)) ??
    null
  );
}

/** 科目 level by the number of digits: functional 3/5/7, economic 3/5. */
export function levelOfCode(code: string, list: Classification): Level | null {
  if (!/^\d+$/.test(code)) return null;
  if (code.length === 3) return '类';
  if (code.length === 5) return '款';
  return code.length === 7 && list === 'functional' ? '项' : null;
}
