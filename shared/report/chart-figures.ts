/**
 * The charts of a template set, filled from a document: labels, amounts and shares by the one formula language, ready to be drawn.
 * A chart in which nothing would show is left out; what a pie can't show goes another way: the smallest of many slices are joined,
 * and negative amounts, or too many slices of a like size, turn it into bars.
 */
import { amountText, Decimal, decimal, roundHalfUp, tableAmount } from '../amount/amount.ts';
import type { Engine } from '../formula/engine.ts';
import { loopScopes } from '../formula/loop.ts';
import { query } from '../formula/query.ts';
import { NO_SCOPE, type Scope } from '../formula/space.ts';
import type { Expression, Loop } from '../formula/syntax.ts';
import { isAmount } from '../formula/value.ts';
import { filledIn } from '../template/placeholders.ts';
import type { ChartPlace, ChartPointTemplate, ChartTemplate } from '../template/template.ts';
import { type Chart, chartInWords, type ChartPoint, type ChartSeries } from './chart.ts';
import { chartHeight } from './chart-option.ts';
import type { FigureBlock } from './outline.ts';

/** Millimetres: a little less than the text is wide. */
const WIDTH = 150;
/** A pie of more slices can't be read. */
const MOST_SLICES = 8;
/** Of more bars than these a chart would be higher than a page. */
const MOST_BARS = 28;
/** Joined slices that make more of the whole than this would hide what the chart is to show. */
const MOST_JOINED = 0.2;

export interface PlacedFigure {
  readonly place: ChartPlace;
  readonly block: FigureBlock;
}

/** The set's charts that have something to show, not numbered yet. */
export function chartFigures(engine: Engine): readonly PlacedFigure[] {
  return engine.template.charts.flatMap((template) => {
    const chart = fillChart(engine, template);
    if (chart === null) return [];
    const caption = `${filledIn(template.title, engine.document)}（单位：${chart.unit}）`;
    const block: FigureBlock = { kind: 'figure', id: `chart-${template.id}`, caption, description: chartInWords(chart), chart, width: WIDTH, height: chartHeight(chart, WIDTH) };
    return [{ place: template.place, block }];
  });
}

/** One chart, or null where every figure of it is blank or zero. */
export function fillChart(engine: Engine, template: ChartTemplate): Chart | null {
  const rows = template.points.flatMap((point) => pointRows(engine, template, point));
  if (rows.flat().every(isNothing)) return null;
  const series = template.series.map((name, at): ChartSeries => ({ name: filledIn(name, engine.document), points: rows.flatMap((row) => row[at] ?? []) }));
  // A year of which nothing is known takes no room.
  const shown = series.filter(({ points }) => points.some((point) => point.value !== null));
  const chart: Chart = { kind: template.kind, unit: engine.document.unit, series: shown };
  const readable = chart.kind === 'pie' ? readablePie(engine, chart, template.whole) : chart;
  return readable.kind === 'bar' ? onOnePage(engine, readable, template.whole) : readable;
}

/** The figures under one label, one for each series; under one label for each row that a loop meets. */
function pointRows(engine: Engine, { whole }: ChartTemplate, { label, loop, values }: ChartPointTemplate): readonly (readonly ChartPoint[])[] {
  const row = (name: string, scope: Scope): readonly ChartPoint[] => values.map((expression) => pointOf(engine, name, expression, whole, scope));
  if (loop === null) return [row(filledIn(label ?? '', engine.document), NO_SCOPE)];
  return loopScopes(engine.space, loop).map((scope) => row(rowName(engine, loop, scope), scope)).filter((points) => !points.every(isNothing));
}

function pointOf(engine: Engine, label: string, expression: Expression, whole: Expression | null, scope: Scope): ChartPoint {
  const { value, cells } = query(engine, expression, scope);
  if (!isAmount(value)) return { label, value: null, printed: '', share: null, cells };
  const share = whole === null ? null : query(engine, { type: 'call', name: 'SHARE', arguments: [expression, whole], at: 0 }, scope).value;
  return { label, value: amountText(value), printed: tableAmount(value, engine.document.decimals), share: isAmount(share) ? shareText(share) : null, cells };
}

function rowName(engine: Engine, loop: Loop, scope: Scope): string {
  const code = scope.variables[loop.variable] ?? '';
  for (const source of loop.sources) {
    const shape = engine.space.region(source.table)?.shape;
    const row = shape?.rows[shape.byCode.get(code) ?? shape.index.get(code) ?? -1];
    if (row !== undefined) return row.name.trim();
  }
  return code;
}

function readablePie(engine: Engine, chart: Chart, whole: Expression | null): Chart {
  const points = (chart.series[0]?.points ?? []).filter((point) => !isNothing(point));
  const ranked = points.toSorted((a, b) => amountOf(b).comparedTo(amountOf(a)));
  const asBars: Chart = { ...chart, kind: 'bar', series: [{ name: '', points }] };
  if (ranked.some((point) => amountOf(point).isNegative())) return asBars;
  if (ranked.length <= MOST_SLICES) return { ...chart, series: [{ name: '', points: ranked }] };
  const small = ranked.slice(MOST_SLICES - 1);
  if (sumOf(small).greaterThan(sumOf(ranked).times(MOST_JOINED))) return asBars;
  return { ...chart, series: [{ name: '', points: [...ranked.slice(0, MOST_SLICES - 1), joined(engine, small, whole)] }] };
}

/** The labels with the largest amounts, in their order, and the others as one, where all together would not stand on a page. */
function onOnePage(engine: Engine, chart: Chart, whole: Expression | null): Chart {
  const labels = chart.series[0]?.points.length ?? 0;
  const room = Math.floor(MOST_BARS / chart.series.length);
  if (labels <= room) return chart;
  const sizes = Array.from({ length: labels }, (_none, at) => Decimal.max(...chart.series.map(({ points }) => amountOf(points[at]).abs())));
  const kept = new Set(sizes.map((size, at) => ({ size, at })).sort((a, b) => b.size.comparedTo(a.size)).slice(0, room - 1).map(({ at }) => at));
  const shorter = (points: readonly ChartPoint[]): readonly ChartPoint[] => [...points.filter((_point, at) => kept.has(at)), joined(engine, points.filter((_point, at) => !kept.has(at)), whole)];
  return { ...chart, series: chart.series.map((series) => ({ ...series, points: shorter(series.points) })) };
}

/** The small ones as one. Its share is that of their sum, as their own shares are each rounded already. */
function joined(engine: Engine, points: readonly ChartPoint[], whole: Expression | null): ChartPoint {
  const sum = sumOf(points);
  const share = whole === null ? null : query(engine, { type: 'call', name: 'SHARE', arguments: [{ type: 'number', value: sum, at: 0 }, whole], at: 0 }).value;
  return {
    label: `其余 ${points.length} 项`, value: amountText(sum), printed: tableAmount(sum, engine.document.decimals), share: isAmount(share) ? shareText(share) : null,
    cells: points.flatMap((point) => point.cells),
  };
}

function shareText(percent: Decimal): string {
  return `${roundHalfUp(percent, 2).toFixed(2)}%`;
}

function sumOf(points: readonly ChartPoint[]): Decimal {
  return points.reduce((total, point) => total.plus(amountOf(point)), new Decimal(0));
}

function isNothing(point: ChartPoint): boolean {
  return point.value === null || amountOf(point).isZero();
}

function amountOf(point: ChartPoint | undefined): Decimal {
  return decimal(point?.value ?? '0');
}
