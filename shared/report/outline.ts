/**
 * The finished report as a tree that knows nothing of PDF or Word: cover, contents, parts, and in them headings, paragraphs, tables
 * and figures in reading order. Every text is final here; a renderer decides only how it looks.
 */
import type { CellRef } from '../document/document.ts';
import type { Engine } from '../formula/engine.ts';
import { findTable, type ReportPartTemplate, type TableTemplate } from '../template/template.ts';
import type { Chart } from './chart.ts';
import { chartFigures } from './chart-figures.ts';
import { type PrintedTable, printTable } from './printed-table.ts';

/**
 * A piece of a paragraph. A figure names the cells it comes from; an input that nobody has filled in has no text but a hint;
 * a gap is a figure that can't be given. The runs of a written narrative are such runs.
 */
export interface TextRun {
  readonly kind: 'text' | 'figure' | 'input' | 'gap';
  readonly text: string;
  readonly cells?: readonly CellRef[];
  readonly hint?: string;
}

/** 一、 is level 1, （一） is 2, 1． is 3. */
export type HeadingLevel = 1 | 2 | 3;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly id: string;
  readonly title: string;
  readonly level: HeadingLevel;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly runs: readonly TextRun[];
}

/** A table on pages of its own, under a heading of level 1 and listed in the contents. */
export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly table: PrintedTable;
}

/** A chart over its caption, which the report begins with 图1…; `description` is for those who can't see it. */
export interface FigureBlock {
  readonly kind: 'figure';
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  readonly chart: Chart;
  /** Millimetres; never wider than the text. */
  readonly width: number;
  readonly height: number;
}

/** A list in the run of the text, as a table whose headings return on every page; a row has a text for each column. */
export interface ListingBlock {
  readonly kind: 'listing';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type ReportBlock = HeadingBlock | ParagraphBlock | TableBlock | FigureBlock | ListingBlock;

/** 第一部分 …: begins on a new page. */
export interface ReportPart {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface ReportOutline {
  /** In one line, for the file's properties. */
  readonly title: string;
  readonly department: string;
  readonly year: number;
  /** Lines of the cover, the department first. */
  readonly cover: readonly string[];
  readonly contentsTitle: string;
  readonly parts: readonly ReportPart[];
}

/** What is put into the parts beside the tables, written elsewhere: blocks by what the part holds. */
export type PartContent = Partial<Readonly<Record<ReportPartTemplate['holds'], readonly ReportBlock[]>>>;

/**
 * The report of an engine's document. A part without any content is left out; the others keep the numbers that their titles have in
 * the set: those are the regulation's, and texts refer to parts by them.
 */
export function outlineReport(engine: Engine, content: PartContent = {}): ReportOutline {
  const { template, document } = engine;
  const filled = (text: string): string => text.replaceAll('{department}', document.department).replaceAll('{year}', String(document.year));
  const cover = template.report.cover.split('\n').map((line) => filled(line).trim()).filter((line) => line !== '');
  const parts = template.report.parts.map((part, index): ReportPart => ({
    id: `part-${index + 1}`, title: filled(part.title),
    blocks: [...(part.holds === 'tables' ? tableBlocks(engine) : []), ...(content[part.holds] ?? [])],
  }));
  return {
    title: cover.join(''), department: document.department, year: document.year, cover, contentsTitle: '目录',
    parts: numbered(parts.filter((part) => part.blocks.length > 0)),
  };
}

/** The figures of the report that `outlineReport` makes of the same content, in the order in which it numbers them. */
export function figuresInOrder(engine: Engine, content: PartContent): readonly FigureBlock[] {
  const isFigure = (block: ReportBlock): block is FigureBlock => block.kind === 'figure';
  return engine.template.report.parts.flatMap(({ holds }) => [...(holds === 'tables' ? tablesWithFigures(engine).flatMap(({ figures }) => figures) : []), ...(content[holds] ?? []).filter(isFigure)]);
}

function tableBlocks(engine: Engine): readonly ReportBlock[] {
  return tablesWithFigures(engine).flatMap(({ table, figures }): readonly ReportBlock[] => [{ kind: 'table', id: table.id, table: printTable(table, engine) }, ...figures]);
}

function tablesWithFigures(engine: Engine): readonly { readonly table: TableTemplate; readonly figures: readonly FigureBlock[] }[] {
  const figures = chartFigures(engine).filter(({ place }) => place.after === 'table');
  return engine.template.tables.filter((table) => table.isPublished).map((table) => ({
    table, figures: figures.filter(({ place }) => findTable(engine.template.tables, place.role) === table).map(({ block }) => block),
  }));
}

/** 图1, 图2… in the order in which the figures stand in the report. */
function numbered(parts: readonly ReportPart[]): readonly ReportPart[] {
  let last = 0;
  const withNumber = (block: ReportBlock): ReportBlock => (block.kind === 'figure' ? { ...block, caption: `图${++last} ${block.caption}` } : block);
  return parts.map((part) => ({ ...part, blocks: part.blocks.map(withNumber) }));
}
