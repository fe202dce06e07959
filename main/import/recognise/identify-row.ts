/** Finds which row of a table a printed line is: by 科目编码, by name, by 行次 — what is known best decides, and nothing is guessed. */
import type { FixedRow, TableTemplate, Template } from '../../../shared/template/template.ts';
import { bareLabel, isEllipsis, normalise, subjectName, tidyName } from './label-text.ts';
import type { TableVocabulary } from './table-vocabulary.ts';

/** A line's label as read from its panel. */
export interface RowLabel {
  readonly code: string;
  readonly name: string;
  readonly line: number | null;
}

/** Who a line is. `fixed` is the form's own row; else a 科目 row, or one that the template does not know. */
export interface RowIdentity {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly fixed: FixedRow | null;
  readonly isKnown: boolean;
}

const TOTALS = /^(?:合计|总计|本年合计|支出合计|收入合计|栏次合计|合计数)$/u;

/** Identifies the lines of one table from top to bottom: where labels repeat, the order tells them apart. */
export class RowFinder {
  private readonly codesByName: ReadonlyMap<string, readonly string[]>;
  private readonly usedCodes = new Set<string>();
  private usedRows = new Set<FixedRow>();
  private lastCode = '';
  private readonly names = new Map<string, string>();

  constructor(
    private readonly vocabulary: TableVocabulary,
    private readonly template: Template,
  ) {
    const list = vocabulary.table.subjects?.list;
    this.codesByName = list === undefined ? new Map() : namesOf(template, list);
  }

  /** A second copy of the table begins: its rows are looked for from the top again. */
  restart(): void {
    this.usedRows = new Set();
    this.usedCodes.clear();
    this.lastCode = '';
  }

  /** The row that a label names; null where it names none. `block` is where it stands, by its headings; where blocks stand below each other, it may be of another. */
  identify(label: RowLabel, block: number, isStacked: boolean): RowIdentity | null {
    if (this.vocabulary.table.subjects !== null && label.code !== '') return this.byCode(label);
    const fixed = this.fixedRow(label, block, isStacked);
    if (fixed !== null) {
      this.usedRows.add(fixed);
      return { key: fixed.key, code: null, name: printedName(fixed, label.name), fixed, isKnown: true };
    }
    if (label.name === '' || isEllipsis(label.name)) return null;
    return this.byName(label) ?? { key: tidyName(label.name), code: null, name: tidyName(label.name), fixed: null, isKnown: false };
  }

  private byCode(label: RowLabel): RowIdentity {
    const { code } = label;
    this.lastCode = code;
    this.usedCodes.add(code);
    const listed = this.listedName(code);
    const name = label.name === '' || sameName(label.name, listed) ? listed : this.leafName(label.name, code, listed);
    this.names.set(code, name ?? '');
    return { key: code, code, name, fixed: null, isKnown: listed !== null };
  }

  /** A name may be printed with those of the levels above it: 教育支出-普通教育-高等教育. */
  private leafName(name: string, code: string, listed: string | null): string {
    const parts = levelsOf(name);
    const leaf = parts.at(-1) ?? '';
    const above = this.names.get(code.slice(0, -2)) ?? this.listedName(code.slice(0, -2));
    if (parts.length < 2 || !(sameName(leaf, listed) || sameName(parts.at(-2) ?? '', above))) return subjectName(name);
    return sameName(leaf, listed) && listed !== null ? listed : subjectName(leaf);
  }

  private listedName(code: string): string | null {
    const { subjects } = this.vocabulary.table;
    if (subjects === null) return null;
    return subjects.preset.find((preset) => preset.code === code)?.name ?? this.template.subjects[subjects.list].get(code) ?? null;
  }

  /** 科目 rows without a code: of several 科目 with this name, the one that goes on from the row above. */
  private byName(label: RowLabel): RowIdentity | null {
    const bare = bareLabel(label.name);
    const taught = this.vocabulary.table.subjects?.aliases.find(({ name }) => bareLabel(name) === bare);
    if (taught !== undefined) return this.byCode({ ...label, name: '', code: taught.code });
    const codes = this.codesByName.get(bare) ?? this.codesByPath(levelsOf(label.name));
    const unused = codes.filter((code) => !this.usedCodes.has(code));
    const best = (unused.length > 0 ? unused : codes).reduce<string | null>((kept, code) => (kept === null || commonLength(code, this.lastCode) > commonLength(kept, this.lastCode) ? code : kept), null);
    return best === null ? null : this.byCode({ ...label, code: best });
  }

  /** The 科目 of a name printed with those of the levels above it, all of which must be its own. */
  private codesByPath(names: readonly string[]): readonly string[] {
    const above = names.slice(0, -1).reverse();
    const leaf = names.at(-1);
    if (leaf === undefined || above.length === 0) return [];
    const codes = this.codesByName.get(bareLabel(leaf)) ?? [];
    return codes.filter((code) => above.every((name, up) => sameName(name, this.listedName(code.slice(0, -2 * (up + 1))))));
  }

  private fixedRow(label: RowLabel, block: number, isStacked: boolean): FixedRow | null {
    const { table, lines, rows } = this.vocabulary;
    const isHere = (row: FixedRow): boolean => row.block <= block && block <= row.lastBlock;
    const inBlock = (row: FixedRow): boolean => isStacked || isHere(row);
    const numbered = label.line === null ? undefined : lines.get(label.line);
    if (label.name === '') return numbered !== undefined && inBlock(numbered) ? numbered : this.onlyRow(label);
    if (table.total !== null && TOTALS.test(bareLabel(label.name))) return table.total;
    const all = [...(rows.get(normalise(label.name)) ?? []), ...(rows.get(bareLabel(label.name)) ?? [])];
    const named = [...all.filter(inBlock), ...all.filter((row) => table.footer.includes(row))];
    if (named.length > 0) return this.choose([...named.filter(isHere), ...named], numbered);
    return numbered !== undefined && inBlock(numbered) && isAlike(label.name, numbered) ? numbered : this.alikeRow(label.name, inBlock);
  }

  /** The row with the printed 行次, else the first one not met yet. */
  private choose(named: readonly FixedRow[], numbered: FixedRow | undefined): FixedRow | null {
    if (numbered !== undefined && named.includes(numbered)) return numbered;
    return named.find((row) => !this.usedRows.has(row)) ?? named[0] ?? null;
  }

  /** A table of one row, such as 三公, may print no label. */
  private onlyRow(label: RowLabel): FixedRow | null {
    return label.line === null ? onlyRowOf(this.vocabulary.table) : null;
  }

  private alikeRow(name: string, inBlock: (row: FixedRow) => boolean): FixedRow | null {
    const alike = this.vocabulary.table.fixedRows.filter((row) => inBlock(row) && !this.usedRows.has(row) && isAlike(name, row));
    return alike.length === 1 ? (alike[0] ?? null) : null;
  }
}

/** The one row of a table that has a single row, such as 三公. */
export function onlyRowOf(table: TableTemplate): FixedRow | null {
  const { fixedRows, subjects } = table;
  return subjects === null && fixedRows.length === 1 ? (fixedRows[0] ?? null) : null;
}

/** The same words but for an addition in brackets or a missing 支出: “使用非财政拨款结余(含专用结余)”. */
function isAlike(name: string, row: FixedRow): boolean {
  const core = (text: string): string => bareLabel(text).replace(/\([^)]*\)/gu, '').replace(/(?:支出|的)/gu, '');
  const wanted = core(name);
  return wanted.length >= 2 && [row.label, ...row.aliases].some((label) => core(label) === wanted);
}

/** A label that differs from the form's in more than layout is kept as printed. */
function printedName(row: FixedRow, name: string): string | null {
  if (name === '' || bareLabel(name) === bareLabel(row.label) || TOTALS.test(bareLabel(name))) return null;
  return tidyName(name);
}

/** The names of the levels in 教育支出-普通教育-高等教育. */
function levelsOf(name: string): readonly string[] {
  return tidyName(name).split(/[-—–/／\\>＞|]+/u);
}

function sameName(name: string, listed: string | null | undefined): boolean {
  return listed != null && bareLabel(name) === bareLabel(listed);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

const nameIndexes = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, readonly string[]>>();

/** Codes by bare name, upper levels first. */
function namesOf(template: Template, list: 'functional' | 'economic'): ReadonlyMap<string, readonly string[]> {
  const subjects = template.subjects[list];
  const known = nameIndexes.get(subjects);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  const entries = [...subjects, ...template.tables.flatMap((table) => (table.subjects?.list === list ? table.subjects.preset.map(({ code, name }) => [code, name] as const) : []))];
  for (const [code, name] of entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) {
    const bare = bareLabel(name);
    const codes = index.get(bare) ?? [];
    if (!codes.includes(code)) index.set(bare, [...codes, code]);
  }
  nameIndexes.set(subjects, index);
  return index;
}
