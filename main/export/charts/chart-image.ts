/** Draws charts without a window: as SVG for pages and PDF, as PNG for Word, which shows no SVG in older versions. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { BarChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../../../shared/report/chart.ts';
import { chartOption, PIXELS_PER_MILLIMETRE } from '../../../shared/report/chart-option.ts';
import { chartFontFiles } from '../typst/font-files.ts';
import { fontWithOnly } from './font-subset.ts';

use([BarChart, PieChart, GridComponent, LegendComponent, SVGRenderer]);

/** Millimetres on paper. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Drawings by chart and size, as most charts stay the same from edit to edit. */
const drawn = new Map<string, string>();
const MOST_DRAWN = 64;

/** The chart as SVG; the same chart gives the same text. */
export function chartSvg(chart: Chart, size: ChartSize): string {
  const key = JSON.stringify([chart, size]);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const svg = draw(chart, { width: Math.round(size.width * PIXELS_PER_MILLIMETRE), height: Math.round(size.height * PIXELS_PER_MILLIMETRE) });
  if (drawn.size >= MOST_DRAWN) drawn.clear();
  drawn.set(key, svg);
  return svg;
}

function draw(chart: Chart, size: ChartSize): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    drawing.setOption(chartOption(chart, size));
    return withoutTraces(drawing.renderToSVGString());
  } finally {
    // An instance left behind keeps the process alive.
    drawing.dispose();
  }
}

/** Without what serves the library's own page, and without its running numbers: they would make every drawing of a chart another one. */
function withoutTraces(svg: string): string {
  return svg.replace(/<style[\s\S]*?<\/style>/u, '').replaceAll(/ class="zr[^"]*"| ecmeta_\w+="[^"]*"/gu, '').replaceAll(/\bzr\d+-/gu, 'chart-');
}

/** The charts as PNG, set in the bundled font whatever is installed. */
export function chartPngs(charts: readonly (ChartSize & { readonly chart: Chart })[], dotsPerInch = 300): readonly Uint8Array[] {
  const drawings = charts.map(({ chart, width, height }) => ({ svg: chartSvg(chart, { width, height }), dots: Math.round((width / 25.4) * dotsPerInch) }));
  return withSmallFont(drawings.map(({ svg }) => svg).join(''), (fontFiles) => drawings.map(({ svg, dots }) => {
    const image = new Resvg(svg, { fitTo: { mode: 'width', value: dots }, font: { fontFiles: [...fontFiles], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC', sansSerifFamily: 'Noto Sans SC' }, background: '#ffffff' });
    return new Uint8Array(image.render().asPng());
  }));
}

/** Lets `paint` use a font of no more than the characters of a text, which exists for so long as a file: the painter takes nothing else. */
function withSmallFont<T>(text: string, paint: (fontFiles: readonly string[]) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-font-'));
  try {
    return paint(chartFontFiles().map((file, at) => {
      const small = fontWithOnly(readFileSync(file), text);
      if (small === null) return file;
      const path = join(folder, `${at}.ttf`);
      writeFileSync(path, small);
      return path;
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
