/**
 * The hidden sheet of our own exports: what a printed form does not say. One line a fact, its name in the first column. The exporter
 * writes by these names, so that import of an export is the identity.
 */
import { z } from 'zod';
import { declaredValue, type Document, documentSchema } from '../../shared/document/document.ts';
import type { NamedEvaluation } from './evaluations/build-evaluations.ts';
import type { SheetGrid } from './sheet-grid.ts';

export const METADATA_SHEET = '_明账';

/** Names in the first column. `pinned` lines go on with table, row, column and reason. */
export const METADATA_NAMES = { template: '模板', year: '年度', department: '部门', unit: '单位', decimals: '小数位', precision: '精度', pinned: '坚持', others: '附带' } as const;

/** What a document holds besides its tables. Written as base64 of JSON in pieces that a cell can hold. */
const othersSchema = documentSchema.pick({ waivers: true, texts: true, remarks: true, prior: true }).extend({
  side: documentSchema.shape.tables,
  /** The self-evaluations in their order, and the keys of their indicators as printed. */
  evaluations: z.array(documentSchema.shape.evaluations.unwrap().element.extend({ keys: z.array(z.string()) })),
}).partial();

type Others = Partial<Pick<Document, 'waivers' | 'texts' | 'remarks' | 'prior'>> & { readonly side?: Document['tables'] | undefined; readonly evaluations?: readonly NamedEvaluation[] | undefined };

/** A cell holds 32,767 characters. */
const PIECE = 30_000;

export interface PinnedCell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly reason: string;
}

export interface WorkbookMetadata {
  readonly template: string | null;
  readonly year: number | null;
  readonly department: string | null;
  readonly decimals: number | null;
  readonly precision: Document['precision'] | null;
  readonly pinned: readonly PinnedCell[];
  readonly others: Others;
}

/** Lines of the hidden sheet for a document. `side` are the tables that have no sheet of their own. */
export function metadataLines(document: Document, side: Document['tables'] = {}, evaluations: readonly NamedEvaluation[] = []): readonly (readonly string[])[] {
  const names = METADATA_NAMES;
  const pinned = Object.entries(document.tables).flatMap(([table, { rows }]) =>
    rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([column, cell]) => {
        const declared = declaredValue(cell);
        return declared?.pinned === true ? [[names.pinned, table, row.key, column, declared.reason ?? '']] : [];
      }),
    ),
  );
  return [
    [names.template, document.template], [names.year, String(document.year)], [names.department, document.department], [names.unit, document.unit],
    [names.decimals, String(document.decimals)], [names.precision, document.precision], ...pinned, ...otherLines(document, side, evaluations),
  ];
}

function otherLines({ waivers, texts, remarks, prior }: Document, side: Document['tables'], evaluations: readonly NamedEvaluation[]): readonly (readonly string[])[] {
  if ([texts, remarks, prior].every((one) => one === undefined) && [waivers, evaluations, Object.keys(side)].every((list) => list.length === 0)) return [];
  const whole = Buffer.from(JSON.stringify({ waivers, texts, remarks, prior, side, ...(evaluations.length === 0 ? {} : { evaluations }) })).toString('base64');
  return Array.from({ length: Math.ceil(whole.length / PIECE) }, (_piece, at) => [METADATA_NAMES.others, whole.slice(at * PIECE, (at + 1) * PIECE)]);
}

/** What cannot be read, because someone changed it, is as if it were not there. */
function readOthers(lines: readonly (readonly string[])[]): Others {
  const whole = lines.flatMap(([name, piece = '']) => (name === METADATA_NAMES.others ? [piece] : [])).join('');
  if (whole === '') return {};
  try {
    const parsed = othersSchema.safeParse(JSON.parse(Buffer.from(whole, 'base64').toString('utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** What the hidden sheet says; null for workbooks that are not ours. */
export function readMetadata(sheets: readonly SheetGrid[]): WorkbookMetadata | null {
  const sheet = sheets.find(({ name }) => name === METADATA_SHEET);
  if (sheet === undefined) return null;
  const lines = sheet.rows.map((row) => [0, 1, 2, 3, 4].map((column) => row.cells.find((cell) => cell.column === column)?.text.trim() ?? ''));
  const value = (name: string): string | null => lines.find((line) => line[0] === name)?.[1] ?? null;
  const whole = (name: string): number | null => (/^\d{1,4}$/u.test(value(name) ?? '') ? Number(value(name)) : null);
  const precision = value(METADATA_NAMES.precision);
  return {
    template: value(METADATA_NAMES.template), department: value(METADATA_NAMES.department), year: whole(METADATA_NAMES.year), decimals: whole(METADATA_NAMES.decimals),
    precision: precision === 'exact' || precision === 'rounded' ? precision : null,
    pinned: lines.filter((line) => line[0] === METADATA_NAMES.pinned).map(([, table = '', row = '', column = '', reason = '']) => ({ table, row, column, reason })),
    others: readOthers(lines),
  };
}

/** The document with what only its hidden sheet knew. */
export function withMetadata(document: Document, metadata: WorkbookMetadata): Document {
  const pins = new Map(metadata.pinned.map((pin) => [`${pin.table}\n${pin.row}\n${pin.column}`, pin.reason]));
  const tables = Object.fromEntries(
    Object.entries(document.tables).map(([id, table]) => [id, { ...table, rows: table.rows.map((row) => ({ ...row, cells: Object.fromEntries(Object.entries(row.cells).map(([column, cell]) => {
      const reason = pins.get(`${id}\n${row.key}\n${column}`);
      const declared = declaredValue(cell);
      return [column, reason === undefined || declared === null ? cell : { ...declared, pinned: true as const, ...(reason === '' ? {} : { reason }) }];
    })) })) }]),
  );
  const { waivers, texts, remarks, prior, side } = metadata.others;
  const others = { ...(waivers === undefined ? {} : { waivers }), ...(texts === undefined ? {} : { texts }), ...(remarks === undefined ? {} : { remarks }), ...(prior === undefined ? {} : { prior }) };
  return { ...document, ...others, tables: { ...tables, ...side }, decimals: metadata.decimals ?? document.decimals, precision: metadata.precision ?? document.precision };
}
