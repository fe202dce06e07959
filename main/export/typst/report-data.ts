/** The outline as the data that the Typst program reads. Every text of the user's is data here, never program: nothing needs escaping. */
import { assertNever } from '../../../shared/assert-never.ts';
import { cellLink, tableLink } from '../../../shared/report/cell-link.ts';
import type { ReportBlock, ReportOutline, TextRun } from '../../../shared/report/outline.ts';
import { type PrintedCell, type PrintedTable, wholeLines } from '../../../shared/report/printed-table.ts';
import { PAGE, PAGE_NUMBER, pointsOf, SIZES } from '../../../shared/report/print-style.ts';
import { chartSvg } from '../charts/chart-image.ts';
import { DOUBT, estimateHeight } from './estimate-height.ts';
import { type Fit, fitColumns, fitForPages, roomOf } from './fit-columns.ts';
import type { FontChoice } from './font-choice.ts';
import type { ProgramData, ProgramFile } from './program.ts';

export interface Look {
  readonly draft: boolean;
  /** Figures carry links to their cells; on screen only, as no reader of the PDF has those cells. */
  readonly clickable: boolean;
}

/** Longer runs of Latin letters or digits get places where they may break. */
const LONG_RUN = /[!-~]{12,}/gu;
const MAY_BREAK = '\u{200b}';

export function reportData(outline: ReportOutline, look: Look, fonts: FontChoice): ProgramData {
  const { title, department, cover, contentsTitle } = outline;
  const chunks = outline.parts.map((part) => chunksOf(part.blocks).map((blocks, at): ProgramFile => [`/${part.id}-${at + 1}.typ`, chunkData(blocks, look)]));
  const parts = outline.parts.map((part, at) => ({ title: settable(part.title), opensWithTable: part.blocks[0]?.kind === 'table', chunks: chunks[at]?.map(([path]) => path) }));
  return {
    style: JSON.stringify({ fonts: fonts.families, sizes: SIZES, page: PAGE, pageNumber: PAGE_NUMBER }),
    outline: JSON.stringify({ title: settable(title), department: settable(department), contentsTitle, cover: cover.map(settable), watermark: look.draft ? '草稿' : null, parts }),
    chunks: chunks.flat(),
  };
}

/** Data by the blocks they are of: after an edit most are the same as before. */
const made = new Map<string, string>();
const MOST_MADE = 400;

function chunkData(blocks: readonly ReportBlock[], look: Look): string {
  const key = JSON.stringify([look.clickable, blocks]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const data = JSON.stringify(blocks.map((block) => blockData(block, look)));
  if (made.size >= MOST_MADE) made.clear();
  made.set(key, data);
  return data;
}

/** Blocks that are set together: each table by itself, of a text each chapter. */
function chunksOf(blocks: readonly ReportBlock[]): readonly (readonly ReportBlock[])[] {
  const chunks: ReportBlock[][] = [];
  blocks.forEach((block, at) => {
    const begins = at === 0 || block.kind === 'table' || blocks[at - 1]?.kind === 'table' || (block.kind === 'heading' && block.level === 1);
    if (begins) chunks.push([block]);
    else chunks.at(-1)?.push(block);
  });
  return chunks;
}

function blockData(block: ReportBlock, look: Look): unknown {
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, title: settable(block.title), level: block.level };
    case 'paragraph':
      return { kind: block.kind, runs: block.runs.map((run) => runData(run, look)) };
    case 'table':
      return { kind: block.kind, id: block.id, ...tableData(block.table, look) };
    case 'listing':
      return { kind: block.kind, columns: block.columns.map(settable), rows: block.rows.map((row) => row.map(settable)) };
    case 'figure': {
      const { kind, caption, description, chart, width, height } = block;
      return { kind, caption: settable(caption), description, svg: chartSvg(chart, { width, height }), width: pointsOf(width) };
    }
    default:
      return assertNever(block);
  }
}

function runData(run: TextRun, look: Look): unknown {
  const unfilled = run.kind === 'input' && run.text === '';
  const [cell] = run.cells ?? [];
  return {
    text: unfilled ? `【${run.hint ?? '待填写'}】` : settable(run.text), isGap: unfilled || run.kind === 'gap',
    link: look.clickable && cell !== undefined ? cellLink(cell) : null,
  };
}

function tableData(table: PrintedTable, look: Look): object {
  const landscape = table.orientation === 'landscape';
  const { fit, isOnePage } = chosenFit(table);
  const cells = (line: readonly PrintedCell[]): readonly unknown[] => line.map((cell) => cellData(cell, look, fit.breaksAmounts));
  return {
    title: settable(table.title), link: look.clickable ? tableLink(table.id) : null, mark: table.mark ?? '', department: settable(table.department), unit: table.unit, landscape, flows: table.flows === true,
    fit, isOnePage, count: table.columns.length,
    header: table.header.flatMap(cells), lines: wholeLines(table).map(cells),
    notes: table.notes.map(settable),
  };
}

/**
 * The first density with which the table is sure to stand on one page. Where none is, it goes on over several pages, set in a size
 * that is easy to read and wastes none of them. Typst could measure those in doubt, but that is half the cost of an edit's preview.
 */
function chosenFit(table: PrintedTable): { readonly fit: Fit; readonly isOnePage: boolean } {
  const room = roomOf(table);
  const fits = fitColumns(table, room.width);
  const sure = table.flows === true ? undefined : fits.find((fit) => estimateHeight(table, fit, room.width) * (1 + DOUBT) <= room.height);
  return { fit: sure ?? fitForPages(fits), isOnePage: sure !== undefined };
}

function cellData(cell: PrintedCell, look: Look, breaksAmounts: boolean): unknown {
  const { kind, colSpan, rowSpan, indent, isTotal, format } = cell;
  const amount = breaksAmounts ? cell.text.replaceAll(',', `,${MAY_BREAK}`) : cell.text;
  const text = kind === 'amount' ? amount : settable(cell.text);
  return { kind, text, colSpan, rowSpan, indent, isTotal, format, link: look.clickable && cell.ref !== null ? cellLink(cell.ref) : null };
}

/** The text as Typst can set it: long runs may break; what is no character at all shows as such. */
function settable(text: string): string {
  const characters = text.replace(/\r\n?/gu, '\n').replace(/(?!\n)\p{Cc}/gu, ' ').replace(/\p{Cs}/gu, '\u{fffd}');
  return characters.replace(LONG_RUN, (run) => [...run].join(MAY_BREAK));
}
