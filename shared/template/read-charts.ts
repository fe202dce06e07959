/** Reads the charts of a template set, `charts.yaml`, and lays the sets that extend each other over one another. */
import { parseExpression, parseLoop } from '../formula/parse.ts';
import type { Expression } from '../formula/syntax.ts';
import { type ChartInput, chartsFileSchema } from './schema.ts';
import type { SetReader } from './set-reader.ts';
import type { ChartPointTemplate, ChartTemplate } from './template.ts';

/** What one set says about charts. */
export interface ChartsLayer {
  readonly file: string;
  readonly charts: readonly ChartTemplate[];
  /** Charts of the sets below that it does without. */
  readonly without: readonly string[];
}

/** The charts of one file; mistakes are reported to the reader. */
export function readCharts(reader: SetReader, file: string): ChartsLayer {
  const content = reader.has(file) ? reader.read(file, chartsFileSchema, null) : null;
  const inputs = content?.charts ?? [];
  inputs.forEach(({ id }, at) => {
    if (inputs.findIndex((other) => other.id === id) < at) reader.report({ file, path: ['charts', at, 'id'] }, `图“${id}”在本文件中写了两次`);
  });
  return { file, charts: inputs.map((input, at) => readChart(reader, file, input, at)), without: content?.without ?? [] };
}

/** A later set's chart in the place of an earlier one of its id, new ones behind, unwanted ones gone. */
export function mergeCharts(reader: SetReader, layers: readonly ChartsLayer[]): readonly ChartTemplate[] {
  const charts = new Map<string, ChartTemplate>();
  for (const layer of layers) {
    layer.without.forEach((id, at) => {
      if (!charts.delete(id)) reader.report({ file: layer.file, path: ['without', at] }, `所继承的模板没有图“${id}”，有：${[...charts.keys()].join('、')}`);
    });
    for (const chart of layer.charts) charts.set(chart.id, chart);
  }
  return [...charts.values()];
}

function readChart(reader: SetReader, file: string, input: ChartInput, index: number): ChartTemplate {
  const path = ['charts', index];
  const { id, kind, title, series = [''], whole } = input;
  const place = 'table' in input.after ? ({ after: 'table', role: input.after.table } as const) : ({ after: 'chapter', role: input.after.chapter } as const);
  if (kind === 'pie' && series.length > 1) reader.report({ file, path: [...path, 'series'] }, '饼图（pie）只能有一个系列');
  return {
    id, kind, title, series, place: reader.remember(place, { file, path: [...path, 'after', place.after] }),
    points: input.points.flatMap((point, at) => readPoint(reader, { file, path: [...path, 'points', at] }, point, series.length)),
    whole: whole === undefined ? null : reader.parse({ file, path: [...path, 'whole'], text: whole }, () => parseExpression(whole)),
  };
}

function readPoint(reader: SetReader, { file, path }: { readonly file: string; readonly path: readonly (string | number)[] }, point: ChartInput['points'][number], series: number): readonly ChartPointTemplate[] {
  const each = 'each' in point ? point.each : null;
  const loop = each === null ? null : reader.parse({ file, path: [...path, 'each'], text: each }, () => parseLoop(each));
  if (point.values.length !== series) reader.report({ file, path: [...path, 'values'] }, `有 ${series} 个系列，应写 ${series} 个公式，写了 ${point.values.length} 个`);
  const variables = loop === null ? [] : [loop.variable];
  const values = point.values.flatMap((text, at): readonly Expression[] => {
    const value = reader.parse({ file, path: [...path, 'values', at], text }, () => parseExpression(text, variables));
    return value === null ? [] : [value];
  });
  // Without its loop or a formula the point is reported already.
  if (each !== null && loop === null) return [];
  return [{ label: 'label' in point ? point.label : null, loop, values }];
}
