/** Checks, when a set is loaded, that every reference in its formulas and rules names a table, row and column that exist. */
import { type Expression, type Reference, references, type RowSelector } from '../formula/syntax.ts';
import { selectColumns } from '../formula/space.ts';
import { isRole } from './roles.ts';
import { findFixedRow, findTable, type Rule, type TableTemplate, type Template } from './template.ts';

type Report = (formula: string, at: number, message: string) => void;

/** Reports every reference that names nothing. */
export function bindProblems(template: Template, report: Report): void {
  const known = new Set(template.rules.map((rule) => rule.id));
  for (const table of template.tables) {
    for (const { rule, assignment } of table.formulas) {
      if (!known.has(rule)) report(assignment.text, 0, `规则 ${rule} 没有在 rules.yaml 中说明`);
      checkReference(template, table, assignment.target, assignment.text, report);
      checkExpression(template, table, assignment.expression, assignment.text, report);
    }
  }
  for (const rule of template.rules) checkRule(template, rule, report);
}

function checkRule(template: Template, rule: Rule, report: Report): void {
  for (const { expression, text } of rule.holds) checkExpression(template, null, expression, text, report);
  for (const source of rule.loop?.sources ?? []) {
    if (findTable(template.tables, source.table) === null && !isRole(source.table)) {
      report(rule.holds[0]?.text ?? '', 0, `规则 ${rule.id}：没有表“${source.table}”`);
    }
  }
}

function checkExpression(template: Template, table: TableTemplate | null, expression: Expression, text: string, report: Report): void {
  for (const reference of references(expression)) checkReference(template, table, reference, text, report);
}

function checkReference(template: Template, own: TableTemplate | null, reference: Reference, text: string, report: Report): void {
  const table = reference.table === null ? own : findTable(template.tables, reference.table);
  if (table === null) {
    if (reference.table === null) report(text, reference.at, '须写明是哪张表的单元格');
    else if (!isRole(reference.table)) report(text, reference.at, `没有表“${reference.table}”`);
    return;
  }
  if (reference.columns.kind === 'list' && selectColumns(reference.columns, table) === null) {
    report(text, reference.at, `${table.title}没有所写的栏：${reference.text}`);
  }
  for (const name of missingRows(table, reference.rows)) report(text, reference.at, `${table.title}没有行“${name}”`);
}

/** Row names that the form does not have. A 科目编码 in a 科目 table may be absent from a document, so digits pass there. */
function missingRows(table: TableTemplate, selector: RowSelector): readonly string[] {
  if (selector.kind !== 'list') return [];
  return selector.items.flatMap((item) => {
    if (item.kind === 'range') return hasLine(table, item.from) && hasLine(table, item.to) ? [] : [`${item.from}..${item.to}`];
    if (item.kind === 'set') return [];
    if (findFixedRow(table, item.name) !== null || (table.subjects !== null && /^\d+$/.test(item.name))) return [];
    return [item.name];
  });
}

function hasLine(table: TableTemplate, line: number): boolean {
  return table.fixedRows.some((row) => row.line === line);
}

