/** Says formulas and cells in the form's own terms: 27行, 2至7栏之和, 其款级合计, 公开03表 206 科学技术支出 基本支出. */
import type { Scope, Space } from '../formula/space.ts';
import type { BinaryOperator, ColumnSelector, Expression, Reference, RowItem } from '../formula/syntax.ts';
import type { CellRef } from '../document/document.ts';
import type { ShapeRow } from '../template/table-shape.ts';
import { holdsValues, type Severity, type TableTemplate } from '../template/template.ts';
import { assertNever } from '../assert-never.ts';

/** How severities are called. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', info: '提示' };

/** 公开06表, or the title in quotes where the form bears no mark. */
export function tableLabel(table: TableTemplate): string {
  return table.mark ?? table.title;
}

/** `27行 本年收入合计`, `2060302 社会公益研究`, `合计`. */
export function rowLabel(row: ShapeRow): string {
  if (row.fixed !== null && row.fixed.line !== null) return `${row.fixed.line}行 ${row.name}`.trim();
  const name = row.name.trim();
  return row.code === null || row.fixed !== null ? name || row.key : `${row.code} ${name}`;
}

/** The column's title, with its 栏次 where the form numbers it and its group where the title alone is not unique. */
export function columnLabel(table: TableTemplate, key: string): string {
  const column = table.columns.find((candidate) => candidate.key === key);
  if (column === undefined) return key;
  const name = column.name ?? column.title;
  return /^\d+$/.test(key) ? `${key}栏 ${name}` : name;
}

/** A cell in words. The column is left out where the row has only one amount. */
export function cellLabel(space: Space, ref: CellRef, withTable: boolean): string {
  const region = space.region(ref.table);
  const row = region?.shape.rows[region.shape.index.get(ref.row) ?? -1];
  if (region === null || row === undefined) return `${ref.table} ${ref.row} ${ref.column}`;
  const { template } = region.shape;
  const block = template.blocks[row.lastBlock];
  const single = (block?.columns.filter(holdsValues).length ?? 0) <= 1;
  const parts = [withTable ? tableLabel(template) : '', rowLabel(row), single ? '' : columnLabel(template, ref.column)];
  return parts.filter((part) => part !== '').join(' ');
}

/** A cell with all of its names: `公开06表 · 302 商品和服务支出 · 决算数`. A row that is gone goes by its key. */
export function cellPath(space: Space, { table, row: key, column }: CellRef): string {
  const shape = space.region(table)?.shape;
  if (shape === undefined) return [table, key, column].join(' · ');
  const row = shape.rows[shape.index.get(key) ?? -1];
  return [tableLabel(shape.template), row === undefined ? key : rowLabel(row), columnLabel(shape.template, column)].join(' · ');
}

/** An expression in words, standing where `scope` says. `own` is the table that needs no naming. */
export function describe(expression: Expression, space: Space, scope: Scope, own: string | null): string {
  const part = (operand: Expression, strength: number): string => {
    const words = describe(operand, space, scope, own);
    return operand.type === 'binary' && strengthOf(operand.operator) < strength ? `（${words}）` : words;
  };
  switch (expression.type) {
    case 'number':
      return expression.value.toFixed();
    case 'text':
      return `“${expression.value}”`;
    case 'reference':
      return describeReference(expression, space, scope, own);
    case 'negate':
      return `－${part(expression.operand, 2)}`;
    case 'binary': {
      const strength = strengthOf(expression.operator);
      // What is taken away or divided by keeps its own sums and products together.
      const isOneWay = expression.operator === '-' || expression.operator === '÷';
      return `${part(expression.left, strength)}${OPERATORS[expression.operator] ?? expression.operator}${part(expression.right, strength + (isOneWay ? 1 : 0))}`;
    }
    case 'call': {
      const [first] = expression.arguments;
      if (expression.name === 'SUM' && expression.arguments.length === 1 && first?.type === 'reference') return describeSum(first, space, scope, own);
      return `${NAMES[expression.name] ?? expression.name}（${expression.arguments.map((part) => describe(part, space, scope, own)).join('，')}）`;
    }
    default:
      return assertNever(expression);
  }
}

/** How strongly an operator holds its operands together. */
function strengthOf(operator: BinaryOperator): number {
  if (operator === '×' || operator === '÷') return 2;
  return operator === '+' || operator === '-' ? 1 : 0;
}

const OPERATORS: Readonly<Record<string, string>> = { '+': '＋', '-': '－', '=': '＝' };
const NAMES: Readonly<Record<string, string>> = {
  SUM: '合计', ROUND: '四舍五入', ABS: '绝对值', MIN: '最小值', MAX: '最大值', IF: '如果', AND: '同时', OR: '任一', NOT: '非', BLANK: '为空', COUNT: '个数', SHARE: '占比', GROWTH: '增长率', MEETS: '达标', ATTAIN: '完成比例',
};

function describeSum(reference: Reference, space: Space, scope: Scope, own: string | null): string {
  if (reference.rows.kind === 'children') {
    const row = scope.region?.shape.rows[scope.row];
    if (row?.fixed?.isGroup === true) return '各指标之和';
    const below = row?.level === '类' ? '款级' : row?.level === '款' ? '项级' : '各类';
    return row?.fixed === null ? `其${below}合计` : `${below}合计`;
  }
  return `${describeReference(reference, space, scope, own)}之和`;
}

function describeReference(reference: Reference, space: Space, scope: Scope, own: string | null): string {
  const prior = reference.prior ? '上年' : '';
  const cells = space.cells({ ...reference, prior: false }, scope);
  const region = reference.table === null ? scope.region : space.regionIn(reference.table, scope);
  const table = region?.shape.template;
  const named = table === undefined || table.id === own ? '' : tableLabel(table);
  if (reference.rows.kind === 'this' && table?.id === own) return `${prior}${columnsInWords(reference.columns)}`;
  if (reference.rows.kind === 'list' && table?.id === own && reference.rows.items.some((item) => item.kind === 'range')) return `${prior}${rowsInWords(reference, scope)}`;
  if (cells !== null && cells.length === 1 && cells[0] !== undefined) return `${prior}${cellLabel(space, space.refOf(cells[0]), table?.id !== own)}`;
  return `${prior}${named}${rowsInWords(reference, scope)}`;
}

function rowsInWords({ rows, text }: Reference, scope: Scope): string {
  if (rows.kind === 'list') return rows.items.map(rowItemInWords).join('、');
  return rows.kind === 'variable' ? ` ${scope.variables[rows.name] ?? ''}` : text;
}

function rowItemInWords(item: RowItem): string {
  switch (item.kind) {
    case 'range':
      return `${item.from}至${item.to}行`;
    case 'set':
      return `各${item.set}`;
    case 'under':
      return `${item.name}各款`;
    case 'name':
      return item.name;
  }
}

function columnsInWords(selector: ColumnSelector): string {
  if (selector.kind === 'auto') return '本栏';
  if (selector.kind === 'all') return '各栏';
  return selector.items.map((item) => (item.kind === 'range' ? `${item.from}至${item.to}栏` : /^\d+$/.test(item.name) ? `${item.name}栏` : item.name)).join('、');
}
