/** Decides which table of the set a segment is: by title, else by what its headings and rows say, else by its mark. */
import type { TableTemplate, Template } from '../../../shared/template/template.ts';
import { cutParts, type TablePart } from './heading-band.ts';
import { RowFinder } from './identify-row.ts';
import { findPanels, matchColumns, type Panel } from './match-columns.ts';
import { normalise } from './label-text.ts';
import { RowReader } from './read-rows.ts';
import type { Segment } from './segments.ts';
import { matchTitle, vocabularyOf } from './table-vocabulary.ts';

export interface ChosenTable {
  readonly table: TableTemplate;
  readonly certainty: number;
}

/** Lines that are looked at to tell tables with equal headings apart. */
const SAMPLE = 40;
const LIKELY = 0.6;
/** A sheet's name tells tables with the same columns apart, but is often left over from another table. */
const NAMED = 0.1;

/** The table that stood before, and the panels it was read by. */
export interface Previous {
  readonly table: TableTemplate;
  readonly panels: readonly Panel[];
}

/** The table; null where nothing in the segment resembles one. `before` may go on here. */
export function tableOf(segment: Segment, template: Template, before: Previous | null): ChosenTable | null {
  const previous = before?.table ?? null;
  if (segment.title !== null) return { table: segment.title.table, certainty: segment.title.score };
  const marked = template.tables.find((table) => segment.mark !== null && table.mark !== null && Number(/\d+/u.exec(table.mark)?.[0]) === segment.mark);
  const { name } = segment.sheet;
  const named = (matchTitle(template.tables, name) ?? matchTitle(template.tables, `${name}表`))?.table;
  const mayGoOn = before !== null && marked === undefined && (named === undefined || named === before.table);
  if (mayGoOn && hasHeadingsOf(segment, before)) return { table: before.table, certainty: 0.9 };
  // 年初预算 and the like have columns that any list could have: only their title tells them.
  const scored = template.tables
    .filter((table) => table.isPublished || table === previous || table === named)
    .map((table) => {
      const hint = (table === previous ? 0.1 : 0) + (table === named ? NAMED : 0) + (table === marked ? 0.2 : 0);
      return { table, score: resemblance(segment, table, template), hint };
    })
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score + b.hint - (a.score + a.hint));
  const best = scored[0];
  if (best !== undefined) return { table: best.table, certainty: Math.min(0.9, best.score) };
  const said = marked ?? named;
  if (said !== undefined) return { table: said, certainty: 0.6 };
  return previous !== null && goesOn(segment) ? { table: previous, certainty: 0.7 } : null;
}

/** Whether a segment stands under the very headings of the table before it: a page of the same table. */
function hasHeadingsOf(segment: Segment, { table, panels }: Previous): boolean {
  const vocabulary = vocabularyOf(table);
  const part = cutParts(segment.rows, segment.sheet, vocabulary)[0];
  if (part === undefined || part.band === null) return false;
  const pathsOf = (list: readonly Panel[]): string => list.flatMap((panel) => panel.amounts.map(({ path }) => path.map(normalise).join('/'))).join('\n');
  const shown = pathsOf(findPanels(part.band, part.body, vocabulary));
  return shown !== '' && shown === pathsOf(panels);
}

/** Share of the table's columns that the headings have, and of the lines that are its rows. */
function resemblance(segment: Segment, table: TableTemplate, template: Template): number {
  const vocabulary = vocabularyOf(table);
  const part = cutParts(segment.rows, segment.sheet, vocabulary)[0];
  if (part === undefined || part.band === null) return 0;
  const panels = findPanels(part.band, part.body, vocabulary);
  const matched = panels.reduce((sum, panel) => sum + matchedIn(panel, table), 0);
  const shown = panels.reduce((sum, panel) => sum + panel.amounts.length, 0);
  const wanted = table.blocks.reduce((sum, block) => sum + block.columns.filter((column) => column.is === 'amount').length, 0);
  if (matched === 0) return 0;
  const columns = (2 * Math.min(matched, wanted)) / (shown + Math.max(wanted, table.subjects === null ? wanted : Math.min(wanted, shown)));
  return columns * (0.5 + 0.5 * knownLines(part, panels, table, template));
}

function matchedIn(panel: Panel, table: TableTemplate): number {
  const block = table.blocks[panel.block];
  return block === undefined ? 0 : matchColumns(panel, block).size;
}

function knownLines(part: TablePart, panels: readonly Panel[], table: TableTemplate, template: Template): number {
  const reader = new RowReader(table, panels, new RowFinder(vocabularyOf(table), template));
  const lines = part.body.slice(0, SAMPLE).flatMap((row) => reader.read(row)).filter((line) => line.identity !== null);
  if (lines.length === 0) return 0.5;
  return lines.filter(({ identity }) => identity !== null && (identity.isKnown || isCodeOf(identity.code, table))).length / lines.length;
}

/** Functional codes begin with 2, economic ones with 3 or 5. */
function isCodeOf(code: string | null, table: TableTemplate): boolean {
  if (code === null || table.subjects === null) return false;
  return (table.subjects.list === 'functional' ? /^2\d\d(?:\d\d){0,2}$/u : /^[35]\d\d(?:\d\d)?$/u).test(code);
}

/** Lines that begin with a 科目编码, under no heading at all. */
function goesOn(segment: Segment): boolean {
  const coded = segment.rows.filter((row) => /^\s*\d{3,7}\s*$/u.test(row.cells[0]?.text ?? ''));
  return coded.length > 0 && coded.length * 2 > segment.rows.length;
}
