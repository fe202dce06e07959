/** Draws with ECharts, of which only the parts that the report's charts use are loaded. */
import { BarChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartOption } from '../../shared/report/chart-option.ts';

use([BarChart, PieChart, GridComponent, LegendComponent, SVGRenderer]);

/** Draws into the element; the answered function takes the drawing away. */
export function drawChart(element: HTMLElement, option: ChartOption, size: { readonly width: number; readonly height: number }): () => void {
  const drawing = init(element, null, { renderer: 'svg', ...size });
  drawing.setOption(option);
  // With it the drawing may be shown smaller than it was made, where the window is narrow.
  element.querySelector('svg')?.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  return () => drawing.dispose();
}
