/**
 * Removes the 尾差 of a printed document (万元, each figure rounded by itself) by the exact figures of another one of the same tables (元):
 * the printed figures are those of the exact document, rounded so that they add up.
 */
import { convertUnit, decimal, type Decimal, plainAmount, roundHalfUp } from '../amount/amount.ts';
import { type CellContent, cellContent, type CellRef, declaredValue, type Document } from '../document/document.ts';
import { setCell } from '../document/edit.ts';
import { applyEdits } from '../document/gesture.ts';
import { Engine } from '../formula/engine.ts';
import type { Region } from '../formula/space.ts';
import { isAmount } from '../formula/value.ts';
import { hasCell } from '../template/table-shape.ts';
import { cellLabel } from './describe.ts';
import { adjustedContent, roundedSteps, type TailPlan, type TailStep } from './tail-plan.ts';

/** Differences that are named before the rest is only counted. */
const NAMED = 3;

/** The plan by the exact figures of `source`, or why there is none: it is not exact, or not of the same figures. */
export function tailPlanFrom(engine: Engine, source: Document): TailPlan {
  const { document } = engine;
  if (source.unit !== '元' && source.precision === 'rounded') return { kind: 'none', why: '所选文件的数也是四舍五入后的，不比本文档精确。请选择以元为单位的同一套表' };
  if (source.year !== document.year) return { kind: 'none', why: `所选文件是 ${source.year} 年度的，本文档是 ${document.year} 年度的。请选择同一年度的表` };
  const twin = new ExactTwin(engine, source);
  if (twin.differing.length > 0) return { kind: 'none', why: differingWords(twin.differing) };
  const exact = new Engine(engine.template, twin.document);
  const { steps, left } = roundedSteps(exact);
  const rounded = new Engine(engine.template, applyEdits(twin.document, steps.map(({ ref, content }) => setCell(twin.document, ref, content))));
  const changes = publishedCells(engine).flatMap((ref) => stepAt({ engine, exact, rounded }, ref));
  const pinned = changes.filter(({ content }) => content === undefined).map(({ ref }) => `${cellLabel(engine.space, ref, true)} 已注明原因固定，没有改动`);
  const own = changes.flatMap(({ content, ...step }) => (content === undefined ? [] : [{ ...step, content }]));
  if (own.length === 0) return { kind: 'none', why: pinned.length === 0 ? '印出的数已经与精确数一致，各表横向、纵向和表间都相等，没有要调整的' : pinned.join('；') };
  return { kind: 'plan', tails: engine.checks().filter(({ state, isTail }) => state === 'failed' && isTail).length, steps: own, left: [...left, ...pinned] };
}

/** Of figures that differ those that were entered; a total differs because of them. */
function differingWords(all: readonly Difference[]): string {
  const entered = all.filter(({ isTotal }) => !isTotal);
  const differing = (entered.length > 0 ? entered : all).map(({ words }) => words);
  const more = differing.length > NAMED ? `等 ${differing.length} 处` : '';
  return `所选文件与本文档不是同一套数：${differing.slice(0, NAMED).join('；')}${more}。请先核对改正，再消除尾差`;
}

interface Difference {
  readonly isTotal: boolean;
  readonly words: string;
}

/** The document with exact figures in place of its inputs, and what in the source is another figure altogether. */
class ExactTwin {
  readonly document: Document;
  readonly differing: Difference[] = [];
  private readonly source: Engine;

  constructor(
    private readonly engine: Engine,
    source: Document,
  ) {
    const { document, template } = engine;
    const { evaluations: _evaluations, ...tables } = source;
    this.source = new Engine(template, { ...tables, tables: { ...document.tables, ...source.tables } });
    const edits = publishedCells(engine).flatMap((ref) => {
      const exact = this.exactAt(ref);
      this.compare(ref, exact);
      if (engine.formula(ref) !== null) return declaredValue(cellContent(document, ref)) === null ? [] : [setCell(document, ref, null)];
      return exact === null || engine.value(ref) === null ? [] : [setCell(document, ref, exact.toFixed())];
    });
    this.document = applyEdits({ ...document, precision: 'exact' }, edits);
    this.unknownRows();
  }

  /** What the source has for a cell, in this document's unit. Rows are the same by their 科目. */
  private exactAt(ref: CellRef): Decimal | null {
    const region = this.source.space.region(ref.table);
    const code = this.engine.space.region(ref.table)?.shape.rows.find(({ key }) => key === ref.row)?.code ?? null;
    const row = region?.shape.index.get(ref.row) ?? (code === null ? undefined : region?.shape.byCode.get(code));
    const key = region?.shape.rows[row ?? -1]?.key;
    const cell = key === undefined ? null : { ...ref, row: key };
    const value = cell === null || !this.source.exists(cell) ? null : this.source.value(cell);
    return isAmount(value) ? convertUnit(value, this.source.document.unit, this.engine.document.unit) : null;
  }

  /** Rounding, and an adjustment made by hand, moves a figure by one last place at the most. */
  private compare(ref: CellRef, exact: Decimal | null): void {
    const { engine } = this;
    const { decimals } = engine.document;
    const value = engine.value(ref);
    const printed = isAmount(value) ? value : decimal(0);
    const step = decimal(10).pow(-decimals);
    if (printed.minus(exact ?? 0).abs().gt(step)) this.differing.push({ isTotal: engine.formula(ref) !== null, words: `${cellLabel(engine.space, ref, true)} 本文档为 ${plainAmount(printed, decimals)}，所选文件为 ${exact === null ? '空' : exact.toFixed()}` });
  }

  private unknownRows(): void {
    for (const { shape } of this.source.space.regions.filter(isPublished)) {
      const own = this.engine.space.region(shape.template.id)?.shape;
      for (const row of shape.rows) {
        const isKnown = own?.index.has(row.key) === true || (row.code !== null && own?.byCode.has(row.code) === true);
        const refs = isKnown ? [] : shape.template.columns.map(({ key }) => ({ table: shape.template.id, row: row.key, column: key })).filter((ref) => this.source.exists(ref));
        if (refs.some((ref) => isFigure(this.source, ref))) this.differing.push({ isTotal: false, words: `${row.code ?? ''} ${row.name} 只在所选文件的${shape.template.title}中`.trim() });
      }
    }
  }
}

function isFigure(engine: Engine, ref: CellRef): boolean {
  const value = engine.value(ref);
  return isAmount(value) && !value.isZero();
}

function isPublished({ shape }: Region): boolean {
  return shape.template.isPublished && shape.template.form === null;
}

function publishedCells({ space }: Engine): readonly CellRef[] {
  return space.regions.filter(isPublished).flatMap(({ shape }) => shape.rows.flatMap((row) => shape.template.columns.filter(({ key }) => hasCell(shape, row, key)).map(({ key }) => ({ table: shape.template.id, row: row.key, column: key }))));
}

interface Engines {
  readonly engine: Engine;
  readonly exact: Engine;
  readonly rounded: Engine;
}

/** What has to change at a cell; `content` undefined where a reason keeps it as it is. */
function stepAt({ engine, exact, rounded }: Engines, ref: CellRef): readonly (Omit<TailStep, 'content'> & { readonly content: CellContent | null | undefined })[] {
  const [now, from, to] = [engine.value(ref), exact.value(ref), rounded.value(ref)];
  if (!isAmount(from) || !isAmount(to) || (isAmount(now) && now.eq(to))) return [];
  const { document } = engine;
  const nearest = roundHalfUp(from, document.decimals);
  const declared = declaredValue(cellContent(document, ref));
  const hasFormula = engine.formula(ref) !== null;
  // What follows by formula follows once its parts are right.
  if (hasFormula && declared === null) return [];
  const content = declared?.pinned === true ? undefined : hasFormula ? null : adjustedContent(from, nearest, to);
  const print = (value: Decimal): string => plainAmount(value, document.decimals);
  return [{ ref, from: from.toFixed(), rounded: print(nearest), to: print(to), content }];
}
