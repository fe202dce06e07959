/** The report as a Word document, of the same outline as the PDF. */
import type { FigureBlock, ReportOutline, TableBlock } from '../../../shared/report/outline.ts';
import type { OwnStyles } from './own-styles.ts';
import { fitTable } from './table-fit.ts';
import { wordFile } from './word-file.ts';

export interface RenderDocxOptions {
  /** With a watermark 草稿. */
  readonly draft?: boolean;
  /** The department's styles in place of ours. */
  readonly own?: OwnStyles;
}

/** Fine enough for print; a file with more is twice as large. */
const DOTS_PER_INCH = 200;

/** The file's bytes. */
export async function renderDocx(outline: ReportOutline, { draft = false, own }: RenderDocxOptions = {}): Promise<Uint8Array> {
  const blocks = outline.parts.flatMap((part) => part.blocks);
  const pictures = await paint(blocks.filter((block) => block.kind === 'figure'));
  const tables = new Map(blocks.flatMap((block) => (block.kind === 'table' ? [[block, fitTable(block.table)] as const] : [])));
  return wordFile(outline, { draft, own: own ?? null, fitted: (block) => known(tables, block), picture: (block) => known(pictures, block) });
}

/** Drawing needs a library of its own, loaded only where there is a chart. */
async function paint(figures: readonly FigureBlock[]): Promise<ReadonlyMap<FigureBlock, Uint8Array>> {
  if (figures.length === 0) return new Map();
  const { chartPngs } = await import('../charts/chart-image.ts');
  const pictures = chartPngs(figures, DOTS_PER_INCH);
  return new Map(figures.flatMap((figure, at) => (pictures[at] === undefined ? [] : [[figure, pictures[at]] as const])));
}

function known<K extends TableBlock | FigureBlock, V>(map: ReadonlyMap<K, V>, block: K): V {
  const value = map.get(block);
  if (value === undefined) throw new Error(`${block.kind} ${block.id} was not prepared`);
  return value;
}
