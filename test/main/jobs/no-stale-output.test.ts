/** One cell changes: all that depends on it changes in PDF, Word, workbook and preview alike, and the old figure is left in none of them. */
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LivePreview } from '../../../main/jobs/live-preview.ts';
import { composeReport, engineOf, exportDocument, type ExportRequest } from '../../../main/jobs/make-report.ts';
import { amountText, decimal } from '../../../shared/amount/amount.ts';
import type { CellRef, Document } from '../../../shared/document/document.ts';
import { setCell } from '../../../shared/document/edit.ts';
import { applyEdits } from '../../../shared/document/gesture.ts';
import { Engine } from '../../../shared/formula/engine.ts';
import { isAmount } from '../../../shared/formula/value.ts';
import { settingsSchema } from '../../../shared/ipc.ts';
import type { ReportBlock, ReportOutline } from '../../../shared/report/outline.ts';
import { sampleWithEvaluations } from '../../fixtures/evaluation-document.ts';
import { withContents } from '../../fixtures/printed-document.ts';
import { HENAN } from '../../fixtures/sample-document.ts';
import { withSideSheets } from '../../fixtures/side-sheets.ts';
import { bodyTexts, partNames, partOf } from '../export/docx/docx-reading.ts';
import { pageTexts } from '../export/typst/pdf-reading.ts';
import { templateFiles } from '../import/import-fixtures.ts';
import { drawnText, learnGlyphs } from './drawn-text.ts';

/** Figures with decimals, and whole numbers that are no number of a page or an item: told apart, without separators. */
function figuresIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/-?\d[\d,]*(?:\.\d+)?/gu)].map(([figure]) => figure.replaceAll(',', '')).filter((figure) => /\.|\d{4}/u.test(figure)));
}

function blocksOf(outline: ReportOutline): readonly ReportBlock[] {
  return outline.parts.flatMap((part) => part.blocks);
}

/** What a block says in figures; a chart's are those beside its bars and slices. */
function saidBy(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'table':
      return block.table.lines.flat().filter(({ kind }) => kind === 'amount').map(({ text }) => text);
    case 'paragraph':
      return [block.runs.map(({ text }) => text).join('')];
    case 'figure':
      return block.chart.series.flatMap(({ points }) => points.flatMap(({ printed, share }) => [printed, share ?? '']));
    default:
      return [];
  }
}

const figuresOf = (blocks: readonly ReportBlock[]): ReadonlySet<string> => figuresIn(blocks.flatMap(saidBy).join('\n'));

/** Every figure with the cell to which it leads, as printed. */
function linkedFigures(outline: ReportOutline): readonly { readonly cell: CellRef; readonly text: string }[] {
  return blocksOf(outline).flatMap((block) => {
    if (block.kind === 'table') return block.table.lines.flat().flatMap(({ ref, text, kind }) => (ref === null || kind !== 'amount' ? [] : [{ cell: ref, text }]));
    return block.kind === 'paragraph' ? block.runs.flatMap(({ cells: [cell] = [], text, kind }) => (cell === undefined || kind !== 'figure' ? [] : [{ cell, text }])) : [];
  });
}

interface Outputs {
  readonly outline: ReportOutline;
  readonly pdf: string;
  readonly word: string;
  readonly pictures: ReadonlySet<string>;
  readonly workbook: string;
  readonly preview: string;
}

function outlineOf(document: Document): ReportOutline {
  const engine = engineOf(templateFiles, document);
  if ('code' in engine) throw new Error(engine.detail);
  return composeReport(engine, templateFiles).outline;
}

const live = new LivePreview(templateFiles);

async function bytesOf(kind: ExportRequest['kind'], document: Document): Promise<Uint8Array> {
  const exported = await exportDocument(templateFiles, { kind, document, draft: true, look: settingsSchema.parse({}).exports, styles: null }, () => undefined);
  if (!exported.ok) throw new Error(kind);
  return exported.bytes;
}

async function outputsOf(document: Document): Promise<Outputs> {
  const outline = outlineOf(document);
  const docx = await bytesOf('docx', document);
  const shown = await live.render({ document, draft: false, known: [] });
  if (!shown.ok) throw new Error(shown.detail);
  const pages = shown.pages.map(({ svg }) => svg ?? '');
  return {
    outline, pdf: pageTexts(await bytesOf('pdf', document)).join('\n'),
    word: [...bodyTexts(docx), ...[...partOf(docx, 'word/document.xml').matchAll(/descr="([^"]*)"/gu)].map(([, words]) => words ?? '')].join('\n'),
    pictures: new Set(partNames(docx).filter((name) => name.startsWith('word/media/')).map((name) => partOf(docx, name))),
    workbook: await workbookText(await bytesOf('xlsx', document)), preview: drawnText(pages, learnGlyphs(pages, linkedFigures(outline))),
  };
}

/** Every cell's value as it would be printed: numbers with two places, percentages as such. */
async function workbookText(bytes: Uint8Array): Promise<string> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes).buffer as ArrayBuffer);
  const texts: string[] = [];
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => {
    const value: unknown = cell.formula === undefined ? cell.value : cell.result;
    const printed = typeof value === 'number' ? decimal(value).times(cell.numFmt?.replaceAll(/"[^"]*"/gu, '').includes('%') === true ? 100 : 1) : null;
    texts.push(printed === null ? String(value) : `${printed.toFixed(2)} ${amountText(printed)}`);
  })));
  return texts.join('\n');
}

/** The published sample with self-evaluations, side sheets full of figures that stand nowhere else, last year, and words of every kind. */
function filledDocument(): Document {
  let next = 0;
  const isCount = (ref: CellRef): boolean => HENAN.tables.some(({ id, fixedRows }) => id === ref.table && fixedRows.some(({ key, isCount: counted }) => counted && key === ref.row));
  const side = withSideSheets(HENAN, sampleWithEvaluations(), (ref) => (isCount(ref) ? String(5003 + 17 * ++next) : `${60 + 3 * ++next}.${10 + (next * 7) % 90}`));
  const prior = ['收支总计', '财政拨款收支总计', '一般公共预算财政拨款支出', '机关运行经费'].map((row, at) => [{ table: 'S01', row, column: '上年' }, { declared: `${1072 + at}.43`, pinned: true, reason: '上年决算' }] as const);
  return { ...withContents(side, prior), texts: { '填.概况.主要职责': '负责工业和信息化工作。', '原因.收支总体': '项目增加', '段.支出.1+1': '其中项目支出{支出表[合计, 3]}万元，占{SHARE(支出表[合计, 3], 支出表[合计, 1])}。' } };
}

/** A cell of each kind that is typed, drawn by a seed, such that some figure of the report is gone for good once it is another. */
function leavesOf(engine: Engine, seed: number): readonly CellRef[] {
  const cells = Array.from({ length: engine.space.size }, (_cell, at) => engine.space.refOf(at));
  const typed = cells.filter((ref) => engine.exists(ref) && engine.formula(ref) === null && isAmount(engine.value(ref)));
  const was = figuresOf(blocksOf(outlineOf(engine.document)));
  const takesAway = (ref: CellRef): boolean => {
    const is = figuresOf(blocksOf(outlineOf(changed(engine, ref))));
    return [...was].some((figure) => !is.has(figure));
  };
  const kinds = [/^T02 /u, /^T05 /u, /^T06 /u, /^E0\S* /u, /^S01 本年/u, /^S02 /u].map((kind) => typed.filter(({ table, column }) => kind.test(`${table} ${column}`)));
  return kinds.flatMap((list, at) => {
    const start = (seed * 7919 + at * 104_729) % list.length;
    const found = [...list.slice(start), ...list.slice(0, start)].find(takesAway);
    return found === undefined ? [] : [found];
  });
}

/** The document with another figure in a cell. */
function changed(engine: Engine, ref: CellRef): Document {
  const value = engine.value(ref);
  const other = amountText(decimal(isAmount(value) ? value : 0).plus(ref.table === 'S01' ? '1313' : '1.37'));
  return applyEdits(engine.document, [setCell(engine.document, ref, other)]);
}

const SEED = 20_221_231;
const document = filledDocument();
const engine = new Engine(HENAN, document);
let before: Outputs;

beforeAll(async () => {
  before = await outputsOf(document);
}, 120_000);

/** Figures of the report that an output lacks. */
function lacking(text: string, wanted: ReadonlySet<string>): readonly string[] {
  const found = figuresIn(text);
  return [...wanted].filter((figure) => !found.has(figure));
}

const leaves = leavesOf(engine, SEED);

describe('every output of a report', () => {
  it('is tried with a cell of each kind', () => {
    expect(leaves.map(({ table }) => table.slice(0, 1)).join('')).toBe('TTTESS');
  });

  it('holds every figure of its outline', () => {
    const all = figuresOf(blocksOf(before.outline));
    expect(all.size).toBeGreaterThan(100);
    const tables = figuresOf(blocksOf(before.outline).filter(({ kind }) => kind === 'table'));
    expect({ pdf: lacking(before.pdf, all), word: lacking(before.word, all), preview: lacking(before.preview, all), workbook: lacking(before.workbook, tables) }).toEqual({ pdf: [], word: [], preview: [], workbook: [] });
  });

  it.each(leaves.map((ref) => [`${ref.table} ${ref.row} ${ref.column}`, ref] as const))('leaves no old figure behind after a change of %s', async (_name, ref) => {
    const after = await outputsOf(changed(engine, ref));
    const [was, is] = [figuresOf(blocksOf(before.outline)), figuresOf(blocksOf(after.outline))];
    const old = [...was].filter((figure) => !is.has(figure));
    expect(old.length).toBeGreaterThan(0);
    for (const name of ['pdf', 'word', 'preview', 'workbook'] as const) {
      const shown = figuresIn(after[name]);
      expect(old.filter((figure) => shown.has(figure)), `left in ${name}`).toEqual([]);
      const wanted = name === 'workbook' ? figuresOf(blocksOf(after.outline).filter(({ kind }) => kind === 'table')) : is;
      expect(lacking(after[name], wanted), `lacking in ${name}`).toEqual([]);
    }
    const charts = (outline: ReportOutline): readonly string[] => blocksOf(outline).flatMap((block) => (block.kind === 'figure' ? [JSON.stringify(block.chart)] : []));
    const same = charts(after.outline).filter((chart) => charts(before.outline).includes(chart)).length;
    expect([...after.pictures].filter((picture) => before.pictures.has(picture)), 'pictures of charts').toHaveLength(same);
  }, 60_000);
});
