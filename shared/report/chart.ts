/**
 * A chart as exact figures: what is drawn, and every amount and share as the report prints it. Those who draw it may turn `value`
 * into a float for geometry; what they print is `printed` and `share`, never a number of their own.
 */
import type { CellRef } from '../document/document.ts';

/** A bar or a slice. */
export interface ChartPoint {
  readonly label: string;
  /** Exact decimal in the document's unit; null where the figure is blank or not there. */
  readonly value: string | null;
  /** The amount as tables print it, '' where there is none. */
  readonly printed: string;
  /** Part of the whole, such as 12.34%; null where shares make no sense. */
  readonly share: string | null;
  /** Cells that the figure comes from. */
  readonly cells: readonly CellRef[];
}

/** Bars of one kind, such as 本年; a pie has one series without a name. */
export interface ChartSeries {
  readonly name: string;
  /** One for each label of the chart, in the same order in every series. */
  readonly points: readonly ChartPoint[];
}

export interface Chart {
  readonly kind: 'bar' | 'pie';
  /** 万元 or 元. */
  readonly unit: string;
  readonly series: readonly ChartSeries[];
}

/** A chart in words, for those who can't see it: every label with its figures. */
export function chartInWords({ kind, unit, series }: Chart): string {
  const said = series.map(({ name, points }) => {
    const figures = points.filter((point) => point.value !== null).map(({ label, printed, share }) => `${label}${printed}${unit}${share === null ? '' : `（${share}）`}`);
    return `${name === '' ? '' : `${name}：`}${figures.join('、')}`;
  });
  return `${kind === 'pie' ? '饼图' : '柱状图'}。${said.join('；')}。`;
}
