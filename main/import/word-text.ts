/**
 * The running text of a Word file, a paragraph every other line as mammoth gives it, and where each paragraph stands: below which heading,
 * with which first words, or in which row of which table.
 */
import { convertToHtml } from 'mammoth';
import { type NumberedParagraph, numberedParagraphs } from './word-numbering.ts';
import type { ReportSource, TextSpot } from '../../shared/narrative/text-spot.ts';

/** An element of the document as mammoth reads it. */
interface WordNode {
  readonly type: string;
  readonly value?: unknown;
  readonly styleName?: unknown;
  readonly numbering?: unknown;
  readonly children?: readonly unknown[];
}

/** The row of a table that is being read. */
interface RowPlace {
  readonly table: number;
  readonly row: number;
  readonly words: string;
}

const FIRST_WORDS = 14;
const NUMBERED = /^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。；]{2,40}$/u;

/** A line of the contents, with its page. */
const LISTED = /\t\s*\d+$/u;

/** The text with the place of each line; throws where the file is no Word document. */
export async function wordText(bytes: Buffer): Promise<ReportSource> {
  const reader = new WordReader(numberedParagraphs(bytes));
  // Only the tree is wanted: with nothing left in it, nothing is turned into HTML.
  await convertToHtml({ buffer: bytes }, { transformDocument: (root: unknown) => {
    reader.read(root, null);
    return { ...(isNode(root) ? root : {}), children: [] };
  } });
  return { text: reader.paragraphs.map((text) => `${text}\n\n`).join(''), spots: reader.spots.flatMap((spot) => [spot, null]) };
}

function isNode(value: unknown): value is WordNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

class WordReader {
  readonly paragraphs: string[] = [];
  readonly spots: (TextSpot | null)[] = [];
  private heading = '';
  private tables = 0;
  private numbered = 0;

  constructor(private readonly numbers: readonly NumberedParagraph[]) {}

  read(node: unknown, place: RowPlace | null): void {
    if (!isNode(node)) return;
    if (node.type === 'paragraph') this.paragraph(node, place);
    else if (node.type === 'table' && place === null) this.table(node);
    else for (const child of node.children ?? []) this.read(child, place);
  }

  /** What a table inside a cell holds stands in the outer table's row. */
  private table(node: WordNode): void {
    const table = ++this.tables;
    (node.children ?? []).forEach((row, at) => {
      if (isNode(row)) for (const cell of row.children ?? []) this.read(cell, { table, row: at + 1, words: opening((row.children ?? []).map(textOf).find((text) => text.trim() !== '') ?? '') });
    });
  }

  /** The number that Word sets before a paragraph: the next one of the file with this text. */
  private numberOf(text: string): string {
    const at = text.trim() === '' ? -1 : this.numbers.findIndex((one, index) => index >= this.numbered && one.text.trim() === text.trim());
    if (at < 0) return '';
    this.numbered = at + 1;
    return this.numbers[at]?.number ?? '';
  }

  private paragraph(node: WordNode, place: RowPlace | null): void {
    const written = textOf(node).replace(/[\r\n]/gu, ' ');
    const text = `${node.numbering != null || isTitleStyle(node.styleName) ? this.numberOf(written) : ''}${written}`;
    const bare = text.trim();
    this.paragraphs.push(text);
    if (place === null && bare !== '' && !LISTED.test(bare) && (isHeadingStyle(node.styleName) || NUMBERED.test(bare))) this.heading = bare;
    this.spots.push(bare === '' ? null : { heading: this.heading, words: place === null ? `以“${opening(bare)}”开头的一段` : `第 ${place.table} 个表第 ${place.row} 行${place.words === '' ? '' : `“${place.words}”`}` });
  }
}

function isHeadingStyle(name: unknown): boolean {
  return typeof name === 'string' && /^(?:heading|标题)/iu.test(name);
}

/** A department's own styles number their headings too: 一级标题. */
function isTitleStyle(name: unknown): boolean {
  return typeof name === 'string' && /heading|标题/iu.test(name);
}

function opening(text: string): string {
  const bare = text.trim().replace(/\s+/gu, ' ');
  return bare.length <= FIRST_WORDS ? bare : `${bare.slice(0, FIRST_WORDS)}…`;
}

function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'text') return typeof node.value === 'string' ? node.value : '';
  return node.type === 'tab' ? '\t' : (node.children ?? []).map(textOf).join('');
}
