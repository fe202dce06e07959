/** Turns a table file into a `TableTemplate`: keys made explicit, headings with their paths, fixed rows with their blocks. */
import { filledIn } from './placeholders.ts';
import type { FixedRowInput, HeadingNode, LeafInput, TableFile } from './schema.ts';
import { type Block, type Column, type FixedRow, type Heading, holdsValues, type TableFormula, type TableTemplate } from './template.ts';
import type { Assignment } from '../formula/syntax.ts';

/** Resolves one table of a set. */
export function resolveTable(file: TableFile, formulas: readonly TableFormula[], scoring: Assignment | null): TableTemplate {
  const blocks = file.blocks.map((block, index): Block => {
    const headings = block.headings.map((node) => heading(node, []));
    const rows = block.rows.flatMap((row, at) => Array.from({ length: row.times }, (_blank, step) => fixedRow(row, index, at, step)));
    const groups = block.groups?.map((group) => groupRow(group.key, group.aliases, index)) ?? null;
    return { headings, columns: headings.flatMap(leaves), rows, classes: block.classes, side: block.side ?? null, isBare: block.bare, groups };
  });
  const columns = blocks.flatMap((block) => block.columns).filter(holdsValues);
  const last = blocks.length - 1;
  const footer = file.footer.map((row) => namedRow(row.key, row.label, row.aliases, row.blocks[0] - 1, row.blocks[1] - 1));
  const totalName = file.subjects?.total;
  const total = totalName === undefined ? null : namedRow(totalName, totalName, [], 0, last);
  return {
    id: file.id, role: file.role, mark: file.mark ?? null, title: file.title, aliases: file.aliases, page: file.page, isPublished: file.print,
    isStacked: file.stacked, form: null, repeats: file.repeats, titledBy: placeholders(file.title), scoring,
    presetRows: file.blocks.flatMap((block) => block.preset),
    unitCaption: file.unitCaption, numbering: file.numbering ?? null, blocks,
    columns: columns.filter((column, index) => columns.findIndex((other) => other.key === column.key) === index),
    fixedRows: [...(total === null ? [] : [total]), ...blocks.flatMap((block) => [...block.rows, ...(block.groups ?? [])]), ...footer],
    total, footer,
    subjects: file.subjects === undefined ? null : {
      list: file.subjects.list, deepest: file.subjects.deepest, totalAt: file.subjects.totalAt, follows: file.subjects.follows,
      aliases: [],
      preset: Object.entries(file.subjects.preset).map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    },
    formulas, notes: file.notes, empty: file.empty ?? null, emptyLines: file.emptyLines,
  };
}

function heading(node: HeadingNode, above: readonly string[]): Heading {
  const path = [...above, node.title];
  if ('columns' in node) return { title: node.title, columns: node.columns.map((child) => heading(child, path)), column: null };
  return { title: node.title, columns: [], column: column(node, path) };
}

function column(leaf: LeafInput, path: readonly string[]): Column {
  return {
    key: columnKey(leaf), is: leaf.is, title: leaf.title, name: leaf.name ?? null, aliases: leaf.aliases, path, width: leaf.width,
    format: leaf.format, isCarried: leaf.carry, isMerged: leaf.merge, of: leaf.of ?? null,
  };
}

/** Identity of a column: of its values, or of what kind it is where it shows the row's own code, name or 行次. */
export function columnKey({ is, key, title, of }: LeafInput): string {
  if (is === 'amount' || is === 'text') return key ?? title;
  return of === undefined ? is : `${is}-${of}`;
}

/** Names in braces that are rows of the form, as `{项目名称}`: what the document's own words leave open. */
function placeholders(title: string): readonly string[] {
  return [...filledIn(title, { department: '', year: 0 }).matchAll(/\{([^{}]*)\}/gu)].flatMap(([, name]) => name ?? []);
}

function leaves(node: Heading): readonly Column[] {
  return node.column === null ? node.columns.flatMap(leaves) : [node.column];
}

/** A row's identity is its key, its 行次, or else its name; a blank line without 行次 has nothing but its place. */
function fixedRow(row: FixedRowInput, block: number, at: number, step: number): FixedRow {
  const line = row.line === undefined ? null : row.line + step;
  const name = row.name ?? unnumbered(row.label);
  const place = row.blank ? `空行${block + 1}-${at + step + 1}` : row.label;
  return {
    key: row.key ?? (line === null ? (name ?? place) : String(line)), line, label: row.label, name, code: row.code ?? null, aliases: row.aliases,
    blank: row.blank, hide: row.hide, style: row.style, isCount: row.count, lacks: row.lacks, isGroup: false, block, lastBlock: block,
  };
}

function namedRow(key: string, label: string, aliases: readonly string[], block: number, lastBlock: number): FixedRow {
  return { key, line: null, label, name: null, code: null, aliases, blank: false, hide: false, style: 'total', isCount: false, lacks: [], isGroup: false, block, lastBlock };
}

function groupRow(key: string, aliases: readonly string[], block: number): FixedRow {
  return { ...namedRow(key, key, aliases, block, block), isGroup: true };
}

/** A row's name without its number: “一、外交支出” is 外交支出. */
function unnumbered(label: string): string | null {
  const bare = label.replace(/^[一二三四五六七八九十]+、/u, '');
  return bare === '' || bare === label ? null : bare;
}
