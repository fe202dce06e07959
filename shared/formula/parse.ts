/** Reads formulas, assignments and loops. Every mistake is one `FormulaSyntaxError` with its place and what was expected. */
import { decimal } from '../amount/amount.ts';
import { type Token, scan } from './scan.ts';
import {
  type Assignment, type BinaryOperator, type ColumnItem, type ColumnSelector, type Expression, FormulaSyntaxError, FUNCTIONS, type FunctionName,
  type Loop, type Reference, ROW_SETS, type RowItem, type RowSelector, type RowSet,
} from './syntax.ts';

const PRIOR = '上年';
const ALIASES: Readonly<Record<string, FunctionName>> = {
  合计数: 'SUM', 求和: 'SUM', 四舍五入: 'ROUND', 绝对值: 'ABS', 最小值: 'MIN', 最大值: 'MAX', 如果: 'IF', 且: 'AND', 或: 'OR', 非: 'NOT', 空: 'BLANK', 占比: 'SHARE', 增长率: 'GROWTH', 达标: 'MEETS', 完成比例: 'ATTAIN',
};
const ARITY: Readonly<Record<FunctionName, readonly [number, number]>> = {
  SUM: [1, 99], ROUND: [2, 2], ABS: [1, 1], MIN: [1, 99], MAX: [1, 99], IF: [2, 3], AND: [1, 99], OR: [1, 99], NOT: [1, 1], BLANK: [1, 1], COUNT: [1, 99], SHARE: [2, 2], GROWTH: [2, 2], MEETS: [2, 2], ATTAIN: [2, 2],
};
const LEVELS: readonly (readonly BinaryOperator[])[] = [['=', '≠', '<', '≤', '>', '≥'], ['+', '-'], ['×', '÷']];

/** An expression such as `SUM(2..7栏) - 3栏`. `variables` are the loop variables that may stand for a row. */
export function parseExpression(source: string, variables: readonly string[] = []): Expression {
  const parser = new Parser(source, variables);
  const expression = parser.binary(0);
  parser.expectEnd();
  return expression;
}

/** An assignment such as `27行 = SUM(1..8行)`. */
export function parseAssignment(source: string): Assignment {
  const whole = parseExpression(source);
  if (whole.type !== 'binary' || whole.operator !== '=' || whole.left.type !== 'reference') {
    throw new FormulaSyntaxError('应写成“目标 = 公式”，如 27行 = SUM(1..8行)', 0);
  }
  const target = whole.left;
  if (target.table !== null || target.prior) throw new FormulaSyntaxError('公式只能定义本表的单元格', target.at);
  return { target, expression: whole.right, text: source };
}

/** A loop such as `科目 in 支出表.项, 收入表.项`. */
export function parseLoop(source: string): Loop {
  const match = /^\s*(\S+)\s+in\s+(.+?)(?:\s+named\s+(\S+))?\s*$/u.exec(source);
  const [, variable, sources, named] = match ?? [];
  if (variable === undefined || sources === undefined) throw new FormulaSyntaxError('应写成“科目 in 表名.行”，如 科目 in 支出表.项', 0);
  return {
    variable,
    named: named ?? null,
    sources: sources.split(/[,，]/u).map((part) => {
      const [table, rows] = part.split('.').map((piece) => piece.trim());
      if (table === undefined || table === '' || rows === undefined || rows === '') {
        throw new FormulaSyntaxError('应写成“表名.行”，如 支出表.项', source.indexOf(part));
      }
      return { table, rows: rowSelector(rows, source.indexOf(part), []) };
    }),
  };
}

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(
    private readonly source: string,
    private readonly variables: readonly string[],
  ) {
    this.tokens = scan(source);
  }

  private get token(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.next++;
    return token;
  }

  private isSign(text: string): boolean {
    return this.token.kind === 'sign' && this.token.text === text;
  }

  private expectSign(text: string): void {
    if (!this.isSign(text)) throw this.unexpected(`此处应为“${text}”`);
    this.next++;
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.unexpected('公式到此应已结束');
  }

  private unexpected(message: string): FormulaSyntaxError {
    const found = this.token.kind === 'end' ? '公式末尾' : `“${this.token.text}”`;
    return new FormulaSyntaxError(`${message}，遇到${found}`, this.token.at);
  }

  binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let operator = this.operator(operators); operator !== null; operator = this.operator(operators)) {
      const { at } = this.take();
      left = { type: 'binary', operator, left, right: this.binary(level + 1), at };
    }
    return left;
  }

  private operator(among: readonly BinaryOperator[]): BinaryOperator | null {
    if (this.token.kind !== 'sign') return null;
    return among.find((operator) => operator === this.token.text) ?? null;
  }

  private unary(): Expression {
    if (!this.isSign('-')) return this.primary();
    const { at } = this.take();
    return { type: 'negate', operand: this.unary(), at };
  }

  private primary(): Expression {
    const token = this.take();
    switch (token.kind) {
      case 'number':
        return { type: 'number', value: decimal(token.text), at: token.at };
      case 'text':
        return { type: 'text', value: token.text, at: token.at };
      case 'place':
        return this.place(token);
      case 'bracket':
        return this.reference(token.at, token.text, null, false);
      case 'word':
        return this.word(token);
      default:
        if (token.kind === 'sign' && token.text === '(') {
          const inner = this.binary(0);
          this.expectSign(')');
          return inner;
        }
        if (token.kind !== 'end') this.next--;
        throw this.unexpected('此处应为数、单元格或函数');
    }
  }

  private place(token: Token): Reference {
    const match = /^(\d+)(?:\.\.(\d+))?([行栏])$/u.exec(token.text);
    const from = match?.[1] ?? '';
    const to = match?.[2];
    const item: RowItem & ColumnItem = to === undefined ? { kind: 'name', name: from } : { kind: 'range', from: Number(from), to: Number(to) };
    const selected = { kind: 'list', items: [item] } as const;
    const byRow = match?.[3] === '行';
    return {
      type: 'reference', prior: false, table: null, at: token.at, text: token.text,
      rows: byRow ? selected : { kind: 'this' },
      columns: byRow ? { kind: 'auto' } : selected,
    };
  }

  private word(token: Token): Expression {
    if (token.text === PRIOR && this.isSign('.')) {
      this.take();
      const table = this.take();
      const bracket = this.take();
      if (table.kind !== 'word' || bracket.kind !== 'bracket') throw new FormulaSyntaxError('“上年.”后应为“表名[行, 栏]”', token.at);
      return this.reference(token.at, bracket.text, table.text, true);
    }
    if (this.token.kind === 'bracket') return this.reference(token.at, this.take().text, token.text, false);
    if (this.isSign('(')) return this.call(token);
    if (token.text === '下级' || isRowSet(token.text)) return this.reference(token.at, token.text, null, false);
    throw new FormulaSyntaxError(`“${token.text}”后应为“[行, 栏]”或“(”`, token.at);
  }

  private call(token: Token): Expression {
    const upper = token.text.toUpperCase();
    const name = FUNCTIONS.find((known) => known === upper) ?? ALIASES[token.text];
    if (name === undefined) throw new FormulaSyntaxError(`没有函数“${token.text}”，可用：${FUNCTIONS.join('、')}`, token.at);
    this.expectSign('(');
    const list: Expression[] = [];
    while (!this.isSign(')')) {
      if (list.length > 0 && !this.isSign(',')) throw this.unexpected('此处应为“,”或“)”');
      if (list.length > 0) this.take();
      list.push(this.binary(0));
    }
    this.expectSign(')');
    const [least, most] = ARITY[name];
    if (list.length < least || list.length > most) {
      throw new FormulaSyntaxError(`函数 ${name} 需要${arityInWords(least, most)}，写了 ${list.length} 个`, token.at);
    }
    return { type: 'call', name, arguments: list, at: token.at };
  }

  private reference(at: number, inside: string, table: string | null, prior: boolean): Reference {
    const [rows = '', columns, ...more] = inside.split(/[,，]/u).map((part) => part.trim());
    if (more.length > 0) throw new FormulaSyntaxError('“[ ]”中只能有“行, 栏”两部分', at);
    const end = this.tokens[this.next]?.at ?? this.source.length;
    return {
      type: 'reference', prior, table, at,
      text: this.source.slice(at, end).trim(),
      rows: rowSelector(rows, at, this.variables),
      columns: columnSelector(columns, at),
    };
  }
}

function arityInWords(least: number, most: number): string {
  if (least === most) return ` ${least} 个参数`;
  return most > 9 ? `至少 ${least} 个参数` : ` ${least} 至 ${most} 个参数`;
}

function isRowSet(text: string): text is RowSet {
  return ROW_SETS.some((set) => set === text);
}

function rowSelector(text: string, at: number, variables: readonly string[]): RowSelector {
  if (text === '本行') return { kind: 'this' };
  if (text === '*' || text === '全部') return { kind: 'all' };
  if (text === '下级') return { kind: 'children' };
  if (variables.includes(text)) return { kind: 'variable', name: text };
  const items = text.split('|').map((part): RowItem => {
    const item = part.trim();
    if (item === '') throw new FormulaSyntaxError('缺少行的名称', at);
    if (isRowSet(item)) return { kind: 'set', set: item };
    const range = /^(\d+)\s*\.\.\s*(\d+)行?$/u.exec(item);
    if (range !== null) return { kind: 'range', from: Number(range[1]), to: Number(range[2]) };
    if (/^\d+之下$/u.test(item)) return { kind: 'under', name: item.slice(0, -2) };
    return { kind: 'name', name: item.replace(/^(\d+)行$/u, '$1') };
  });
  return { kind: 'list', items };
}

function columnSelector(text: string | undefined, at: number): ColumnSelector {
  if (text === undefined || text === '本栏') return { kind: 'auto' };
  if (text === '*' || text === '全部') return { kind: 'all' };
  const items = text.split('|').map((part): ColumnItem => {
    const item = part.trim();
    if (item === '') throw new FormulaSyntaxError('缺少栏的名称', at);
    const range = /^(\d+)\s*\.\.\s*(\d+)栏?$/u.exec(item);
    if (range !== null) return { kind: 'range', from: Number(range[1]), to: Number(range[2]) };
    return { kind: 'name', name: item.replace(/^(\d+)栏$/u, '$1') };
  });
  return { kind: 'list', items };
}
