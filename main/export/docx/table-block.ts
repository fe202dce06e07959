/**
 * A table as a native one. Mark, 部门 and 单位 belong to the heading rows and so return with them on every page; 注 and 说明 are its
 * last row, so they never stand without the heading.
 */
import { type IXmlableObject, Paragraph, TextRun } from 'docx';
import { flowOf } from '../../../shared/report/layout-cell.ts';
import { type PrintedCell, type PrintedTable, wholeLines } from '../../../shared/report/printed-table.ts';
import { type Fit, sum } from '../typst/fit-columns.ts';
import { twips } from './measures.ts';
import { STYLES, tableTextStyle } from './style-sheet.ts';
import type { FittedTable } from './table-fit.ts';
import { element, FinishedBlock, textElement } from './word-xml.ts';
import { wordLines, wordText } from './word-text.ts';

type Flow = ReturnType<typeof flowOf>;
/** In the order that the format demands. */
const SIDES = ['top', 'left', 'bottom', 'right'] as const;
type Side = (typeof SIDES)[number];

/** Points above and below a caption, and above the notes. */
const CAPTION = { top: 1, bottom: 2 };
const NOTES = { top: 3, bottom: 0 };

export function tableTitle(table: PrintedTable): Paragraph {
  return new Paragraph({ style: STYLES.tableTitle, children: [new TextRun(wordText(table.title))] });
}

/**
 * The table, or several: Word repeats only the first rows of a table, so that one of several pages, whose blocks have headings of
 * their own, goes on in another table from each of those.
 */
export function wordTables(table: PrintedTable, { fit, pages }: FittedTable): readonly (FinishedBlock | Paragraph)[] {
  const rows = new TableRows(fit);
  const lines = wholeLines(table);
  const stretches = pages > 1 ? stretchesOf(lines) : [{ headings: [], lines }];
  return stretches.flatMap(({ headings, lines: below }, at) => {
    const first = at === 0 ? [...rows.captionRows(table), ...rows.spannedRows(table.header, true)] : [];
    const last = at === stretches.length - 1 ? rows.notesRow(table.notes) : [];
    const block = tableOf(fit, [...first, ...rows.spannedRows(headings, true), ...rows.spannedRows(below, false), ...last]);
    // Without a paragraph between them Word takes both for one table.
    return at === 0 ? [block] : [new Paragraph({ style: STYLES.tableEnd }), block];
  });
}

interface Stretch {
  readonly headings: readonly (readonly PrintedCell[])[];
  readonly lines: readonly (readonly PrintedCell[])[];
}

/** Lines parted where headings begin over which no cell from above reaches. The first stretch goes on from the form's own heading. */
function stretchesOf(lines: readonly (readonly PrintedCell[])[]): readonly Stretch[] {
  const isHeading = (at: number): boolean => lines[at]?.every((cell) => cell.kind === 'heading') === true;
  const isReached = (at: number): boolean => lines.slice(0, at).some((cells, from) => cells.some((cell) => from + cell.rowSpan > at));
  const starts = [0, ...lines.flatMap((_cells, at) => (at > 0 && isHeading(at) && !isHeading(at - 1) && !isReached(at) ? [at] : []))];
  return starts.map((start, index): Stretch => {
    const own = lines.slice(start, starts[index + 1]);
    const body = start === 0 ? 0 : own.findIndex((_cells, at) => !isHeading(start + at));
    const headings = body < 0 ? own.length : body;
    return { headings: own.slice(0, headings), lines: own.slice(headings) };
  });
}

function tableOf(fit: Fit, rows: readonly IXmlableObject[]): FinishedBlock {
  return new FinishedBlock(element('tbl', {}, [
    element('tblPr', {}, [
      element('tblStyle', { val: STYLES.table }),
      element('tblW', { w: sum(fit.columns.map(twips)), type: 'dxa' }),
      element('tblLayout', { type: 'fixed' }),
      element('tblCellMar', {}, margins({ top: fit.above, bottom: fit.above }, fit.aside)),
    ]),
    element('tblGrid', {}, fit.columns.map((width) => element('gridCol', { w: twips(width) }))),
    ...rows,
  ]));
}

/** A cell in the grid, apart from its text. */
interface Frame {
  readonly column: number;
  readonly span: number;
  /** `restart` begins a merge downwards, `continue` goes on with it. */
  readonly merge?: 'restart' | 'continue';
  /** Sides without a line; such a cell stands outside the form, and its text begins where the form does. */
  readonly bare?: readonly Side[];
  readonly inset?: { readonly top: number; readonly bottom: number };
  readonly align?: 'bottom';
}

class TableRows {
  private readonly style: string;
  private readonly count: number;

  constructor(private readonly fit: Fit) {
    this.style = tableTextStyle(fit.size);
    this.count = fit.columns.length;
  }

  /** 公开NN表 above; 部门 and 单位 in one row, each taking the columns it needs. */
  captionRows({ mark, department, unit }: PrintedTable): readonly IXmlableObject[] {
    const above: readonly Side[] = ['top', 'left', 'right'];
    const caption = (text: string, column: number, end: number, flow: Flow, bare: readonly Side[]): IXmlableObject =>
      this.cell({ column, span: end - column, bare, inset: CAPTION, align: 'bottom' }, [this.paragraph(text, flow)]);
    const split = this.splitAt(unit.length + 1);
    return [
      ...(mark === null ? [] : [row([caption(mark, 0, this.count, 'right', [...above, 'bottom'])], true)]),
      split === 0
        ? row([caption(`${department}　${unit}`, 0, this.count, 'left', above)], true)
        : row([caption(department, 0, split, 'left', above), caption(unit, split, this.count, 'right', above)], true),
    ];
  }

  /** Rows in which a cell may reach down over those below, which then go on with it. */
  spannedRows(lines: readonly (readonly PrintedCell[])[], isHeading: boolean): readonly IXmlableObject[] {
    let begun: readonly { readonly cell: PrintedCell; readonly end: number }[] = [];
    return lines.map((cells, at) => {
      begun = begun.filter(({ end }) => end > at);
      const placed = [...cells.map((cell) => ({ cell, isBegun: false })), ...begun.map(({ cell }) => ({ cell, isBegun: true }))];
      begun = [...begun, ...cells.filter((cell) => cell.rowSpan > 1).map((cell) => ({ cell, end: at + cell.rowSpan }))];
      return row(placed.sort((a, b) => a.cell.column - b.cell.column).map(({ cell, isBegun }) => this.printedCell(cell, isBegun)), isHeading);
    });
  }

  notesRow(notes: readonly string[]): readonly IXmlableObject[] {
    if (notes.length === 0) return [];
    const frame: Frame = { column: 0, span: this.count, bare: ['left', 'bottom', 'right'], inset: NOTES };
    return [row([this.cell(frame, notes.map((note) => this.paragraph(note, 'left')))], false)];
  }

  /** The column from which the last ones have room for so many characters; 0 where they never have. */
  private splitAt(characters: number): number {
    const { columns, size } = this.fit;
    let split = this.count;
    let room = 0;
    while (split > 0 && room < characters * size) room += columns[--split] ?? 0;
    return split;
  }

  private printedCell(cell: PrintedCell, isBegun: boolean): IXmlableObject {
    const frame: Frame = { column: cell.column, span: cell.colSpan, ...(cell.rowSpan > 1 ? { merge: isBegun ? 'continue' : 'restart' } : {}) };
    const isBold = cell.isTotal || cell.kind === 'heading' || cell.kind === 'side';
    return this.cell(frame, [this.paragraph(isBegun ? '' : cell.text, flowOf(cell), { isBold, indent: cell.indent })]);
  }

  private cell({ column, span, merge, bare, inset, align }: Frame, paragraphs: readonly IXmlableObject[]): IXmlableObject {
    const width = sum(this.fit.columns.slice(column, column + span).map(twips));
    return element('tc', {}, [
      element('tcPr', {}, [
        element('tcW', { w: width, type: 'dxa' }),
        span > 1 ? element('gridSpan', { val: span }) : null,
        merge === undefined ? null : element('vMerge', { val: merge }),
        bare === undefined ? null : element('tcBorders', {}, SIDES.filter((side) => bare.includes(side)).map((side) => element(side, { val: 'nil' }))),
        inset === undefined ? null : element('tcMar', {}, margins(inset, 0)),
        element('vAlign', { val: align ?? 'center' }),
      ]),
      ...paragraphs,
    ]);
  }

  private paragraph(text: string, flow: Flow, { isBold = false, indent = 0 } = {}): IXmlableObject {
    const lines = text === '' ? [] : wordLines(text).flatMap((line, at) => [at > 0 ? element('br', {}) : null, textElement(line)]);
    return element('p', {}, [
      element('pPr', {}, [
        element('pStyle', { val: this.style }),
        indent > 0 ? element('ind', { left: twips(indent * this.fit.size) }) : null,
        flow === 'left' ? null : element('jc', { val: flow }),
      ]),
      lines.length === 0 ? null : element('r', {}, [isBold ? element('rPr', {}, [element('b', {})]) : null, ...lines]),
    ]);
  }
}

/** A row never breaks over pages; heading rows stand on every page. */
function row(cells: readonly IXmlableObject[], isHeading: boolean): IXmlableObject {
  return element('tr', {}, [element('trPr', {}, [element('cantSplit', {}), isHeading ? element('tblHeader', {}) : null]), ...cells]);
}

function margins({ top, bottom }: { readonly top: number; readonly bottom: number }, aside: number): readonly IXmlableObject[] {
  return [['top', top], ['left', aside], ['bottom', bottom], ['right', aside]].map(([side, points]) => element(String(side), { w: twips(Number(points)), type: 'dxa' }));
}
