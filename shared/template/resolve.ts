/** Turns a table file into a `TableTemplate`: keys made explicit, headings with their paths, fixed rows with their blocks. */
import type { FixedRowInput, HeadingNode, LeafInput, TableFile } from './schema.ts';
import type { Block, Column, FixedRow, Heading, TableFormula, TableTemplate } from './template.ts';

/** Resolves one table of a set. */
export function resolveTable(file: TableFile, formulas: readonly TableFormula[]): TableTemplate {
  const blocks = file.blocks.map((block, index): Block => {
    const headings = block.headings.map((node) => heading(node, []));
    const rows = block.rows.flatMap((row, at) => Array.from({ length: row.times }, (_blank, step) => fixedRow(row, index, at, step)));
    return { headings, columns: headings.flatMap(leaves), rows, classes: block.classes };
  });
  const columns = blocks.flatMap((block) => block.columns).filter((column) => column.is === 'amount');
  const last = blocks.length - 1;
  const footer = file.footer.map((row) => namedRow(row.key, row.label, row.aliases, row.blocks[0] - 1, row.blocks[1] - 1));
  const totalName = file.subjects?.total;
  const total = totalName === undefined ? null : namedRow(totalName, totalName, [], 0, last);
  return {
    id: file.id, role: file.role, mark: file.mark ?? null, title: file.title, aliases: file.aliases, page: file.page, isPublished: file.print,
    unitCaption: file.unitCaption, numbering: file.numbering ?? null, blocks,
    columns: columns.filter((column, index) => columns.findIndex((other) => other.key === column.key) === index),
    fixedRows: [...(total === null ? [] : [total]), ...blocks.flatMap((block) => block.rows), ...footer],
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
  const key = leaf.is === 'amount' ? (leaf.key ?? leaf.title) : leaf.is;
  return { key, is: leaf.is, title: leaf.title, name: leaf.name ?? null, aliases: leaf.aliases, path, width: leaf.width };
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
    blank: row.blank, hide: row.hide, style: row.style, isCount: row.count, block, lastBlock: block,
  };
}

function namedRow(key: string, label: string, aliases: readonly string[], block: number, lastBlock: number): FixedRow {
  return { key, line: null, label, name: null, code: null, aliases, blank: false, hide: false, style: 'total', isCount: false, block, lastBlock };
}

/** A row's name without its number: “一、外交支出” is 外交支出. */
function unnumbered(label: string): string | null {
  const bare = label.replace(/^[一二三四五六七八九十]+、/u, '');
  return bare === '' || bare === label ? null : bare;
}
