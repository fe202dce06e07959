/**
 * Checks, when a set is loaded, that every reference in its formulas and rules means something: table, row and column exist, and where
 * a column is not written, which one is meant is certain. A reference that means no cell would read as blank and say nothing.
 */
import { selectColumns } from '../formula/space.ts';
import { type Expression, type Loop, type Reference, references, type RowItem, type RowSelector } from '../formula/syntax.ts';
import { isRole } from './roles.ts';
import type { Locate } from './set-reader.ts';
import { type ChartTemplate, findFixedRow, findTable, type FixedRow, holdsValues, type Rule, type TableFormula, type TableTemplate, type Template } from './template.ts';

/** Reports every reference that names nothing, at the place where it is written. */
export function bindProblems(template: Template, report: Locate): void {
  const binder = new Binder(template, report);
  for (const table of [...template.tables, ...template.forms]) for (const formula of table.formulas) binder.formula(table, formula);
  for (const rule of template.rules) binder.rule(rule);
  for (const chart of template.charts) binder.chart(chart);
}

/** The first reference of a formula or loop in a text that names nothing in the set, with its offset; null where all is well. */
export function formulaProblem(template: Template, formula: Expression | Loop): { readonly at: number; readonly message: string } | null {
  let first: { readonly at: number; readonly message: string } | null = null;
  const binder = new Binder(template, (_written, at, message) => {
    first ??= { at, message };
  });
  binder.inText(formula);
  return first;
}

/** Where a reference stands: in a formula of a table for certain columns, or in a rule, which stands in no table. */
type Standing = { readonly table: TableTemplate; readonly columns: readonly string[] } | null;

class Binder {
  private readonly ruleIds: ReadonlySet<string>;

  constructor(
    private readonly template: Template,
    private readonly report: Locate,
  ) {
    this.ruleIds = new Set(template.rules.map((rule) => rule.id));
  }

  formula(table: TableTemplate, formula: TableFormula): void {
    const { rule, assignment } = formula;
    const { target, expression } = assignment;
    if (!this.ruleIds.has(rule)) this.report(formula, 0, `规则 ${rule} 没有在 rules.yaml 中说明`);
    const standing = { table, columns: targetColumns(table, target) };
    this.named(target, table, assignment, standing);
    for (const reference of references(expression)) this.reference(reference, assignment, standing);
  }

  rule(rule: Rule): void {
    for (const { expression } of rule.holds) this.expression(expression);
    if (rule.when !== null) this.expression(rule.when);
    if (rule.loop !== null) this.loop(rule.loop);
    for (const name of rule.tables) this.tables(name, rule, 0);
  }

  chart(chart: ChartTemplate): void {
    if (chart.place.after === 'table') this.tables(chart.place.role, chart.place, 0);
    for (const { loop, values } of chart.points) {
      if (loop !== null) this.loop(loop);
      for (const value of values) this.expression(value);
    }
    if (chart.whole !== null) this.expression(chart.whole);
  }

  inText(formula: Expression | Loop): void {
    if ('type' in formula) this.expression(formula);
    else this.loop(formula);
  }

  private expression(expression: Expression): void {
    for (const reference of references(expression)) this.reference(reference, expression, null);
  }

  private loop(loop: Loop): void {
    for (const source of loop.sources) {
      for (const table of this.tables(source.table, loop, 0)) for (const message of missingRows(table, source.rows)) this.report(loop, 0, message);
    }
  }

  /**
   * The table of this name; of a role that several forms of self-evaluations play, all of them. A part that this set has no table for
   * is no mistake: what refers to it does not apply.
   */
  private tables(name: string, written: object, at: number): readonly TableTemplate[] {
    const { tables, forms } = this.template;
    const playing = forms.filter((form) => form.role === name || form.aliases.includes(name));
    if (playing.length > 0) return playing;
    const table = findTable([...tables, ...forms], name);
    if (table === null && !isRole(name)) this.report(written, at, `没有表“${name}”，有：${[...new Set([...tables, ...forms].map((known) => known.role))].join('、')}`);
    return table === null ? [] : [table];
  }

  private reference(reference: Reference, written: object, standing: Standing): void {
    if (reference.table === null && standing === null) {
      this.report(written, reference.at, '须写明是哪张表的单元格，如 支出表[合计, 基本支出]');
      return;
    }
    const tables = reference.table === null ? [standing?.table ?? []].flat() : this.tables(reference.table, written, reference.at);
    for (const table of tables) this.within(table, reference, written, standing);
  }

  private within(table: TableTemplate, reference: Reference, written: object, standing: Standing): void {
    if (reference.rows.kind === 'this' && standing === null) this.report(written, reference.at, '规则不在某一行上，不能写“本行”，请写明是哪一行');
    if (reference.rows.kind === 'children' && table !== standing?.table) this.report(written, reference.at, '“下级”只能用于本表的公式');
    this.named(reference, table, written, standing);
  }

  /** Rows and columns that a reference names, or leaves to be understood. */
  private named(reference: Reference, table: TableTemplate, written: object, standing: Standing): void {
    const wrong = [...missingRows(table, reference.rows), ...missingColumns(table, reference)];
    if (wrong.length === 0) wrong.push(...missingCells(table, reference, table === standing?.table ? standing.columns : []));
    for (const message of wrong) this.report(written, reference.at, message);
  }
}

/** Row names that the form does not have. A 科目编码 may be absent from a document, so digits pass in a 科目 table. */
function missingRows(table: TableTemplate, selector: RowSelector): readonly string[] {
  if (selector.kind !== 'list') return [];
  return selector.items.flatMap((item) => missingRow(table, item) ?? []);
}

function missingRow(table: TableTemplate, item: RowItem): string | null {
  switch (item.kind) {
    case 'range':
      return hasLine(table, item.from) && hasLine(table, item.to) ? null : `${table.title}没有 ${item.from} 至 ${item.to} 行`;
    case 'set':
      return hasSet(table, item.set) ? null : `${table.title}没有“${item.set}”的行`;
    case 'under':
      return table.subjects === null ? `${table.title}没有科目，不能写“${item.name}之下”` : null;
    case 'name':
      return findFixedRow(table, item.name) !== null || (table.subjects !== null && /^\d+$/.test(item.name)) ? null : `${table.title}没有行“${item.name}”${listed(rowNames(table))}`;
  }
}

function hasLine(table: TableTemplate, line: number): boolean {
  return table.fixedRows.some((row) => row.line === line);
}

/** Whether a table can have rows of a set: 科目 tables down to their deepest level; elsewhere rows with a code are 类. */
function hasSet(table: TableTemplate, set: Extract<RowItem, { kind: 'set' }>['set']): boolean {
  if (table.subjects !== null) return set !== '项' || table.subjects.list === 'functional';
  if (set === '末级') return table.blocks.some((block) => block.groups !== null);
  return set === '类' && table.fixedRows.some((row) => row.code !== null);
}

function missingColumns(table: TableTemplate, reference: Reference): readonly string[] {
  const { columns } = reference;
  if (columns.kind !== 'list') return [];
  return columns.items.flatMap((item) => {
    if (selectColumns({ kind: 'list', items: [item] }, table) !== null) return [];
    const name = item.kind === 'name' ? `“${item.name}”` : ` ${item.from} 至 ${item.to} `;
    return [`${table.title}没有${name}栏${listed(table.columns.map((column) => column.name ?? column.title))}`];
  });
}

/** Rows that have none of the columns meant, and rows of several columns where none is written. `current` are the columns of the formula's own cells. */
function missingCells(table: TableTemplate, reference: Reference, current: readonly string[]): readonly string[] {
  const { columns } = reference;
  if (columns.kind === 'all') return [];
  const fixed = selectedFixedRows(table, reference.rows);
  if (columns.kind === 'list') {
    const wanted = columns.items.flatMap((item) => (selectColumns({ kind: 'list', items: [item] }, table) ?? []).map((at) => table.columns[at]?.key));
    return fixed.filter((row) => !columnsOf(table, row).some((key) => wanted.includes(key))).map((row) => `${table.title}的“${rowTitle(row)}”行没有此栏`);
  }
  const isUncertain = (own: readonly string[]): boolean => own.length !== 1 && !(current.length > 0 && current.every((key) => own.includes(key)));
  const rows = fixed.filter((row) => isUncertain(columnsOf(table, row)));
  if (rows.length > 0) return rows.map((row) => `${table.title}的“${rowTitle(row)}”行${row.blank ? '是空行' : '有多栏，须写明哪一栏'}`);
  const listing = table.blocks.filter((block) => block.groups !== null);
  const isGeneral = fixed.length === 0 && (listing.length > 0 ? listing : table.blocks).some((block) => isUncertain(valueKeys(block.columns)));
  return isGeneral ? [`${table.title}有多栏，须写明哪一栏${listed(table.columns.map((column) => column.name ?? column.title))}`] : [];
}

/** Rows of the form that a selector names one by one or by 行次; blank lines only where named themselves. */
function selectedFixedRows(table: TableTemplate, selector: RowSelector): readonly FixedRow[] {
  if (selector.kind !== 'list') return [];
  return selector.items.flatMap((item) => {
    if (item.kind === 'name') return findFixedRow(table, item.name) ?? [];
    return item.kind === 'range' ? table.fixedRows.filter((row) => !row.blank && row.line !== null && row.line >= item.from && row.line <= item.to) : [];
  });
}

/** Columns of the cells that a formula defines: as written, or all that its rows have. */
function targetColumns(table: TableTemplate, target: Reference): readonly string[] {
  if (target.columns.kind === 'auto') return [...new Set(selectedFixedRows(table, target.rows).flatMap((row) => columnsOf(table, row)))];
  return (selectColumns(target.columns, table) ?? []).flatMap((at) => table.columns[at]?.key ?? []);
}

function columnsOf(table: TableTemplate, row: FixedRow): readonly string[] {
  return row.blank ? [] : valueKeys(table.blocks[row.lastBlock]?.columns ?? []).filter((key) => !row.lacks.includes(key));
}

function valueKeys(columns: TableTemplate['columns']): readonly string[] {
  return columns.filter(holdsValues).map((column) => column.key);
}

function rowTitle(row: FixedRow): string {
  return row.label === '' ? row.key : row.label;
}

function rowNames(table: TableTemplate): readonly string[] {
  return table.fixedRows.filter((row) => !row.blank && row.code === null).map((row) => row.name ?? rowTitle(row));
}

/** “，有：甲、乙、丙等”, so that the right name is at hand. */
function listed(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 16);
  return shown.length === 0 ? '' : `，有：${shown.join('、')}${names.length > shown.length ? '等' : ''}`;
}
