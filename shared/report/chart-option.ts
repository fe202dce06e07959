/**
 * How a chart is drawn, as an ECharts option: the same in the window and in print. Each series or slice has a shade and a hatching of
 * its own, so that it reads in black and white, and every figure stands beside what it measures. Lengths are pixels, 4 to a millimetre.
 */
import type { Chart, ChartPoint } from './chart.ts';

/** Pixels of a drawing for a millimetre on paper. */
export const PIXELS_PER_MILLIMETRE = 4;
const FONT_SIZE = 13;
const LINE_HEIGHT = 17;
const FONT = "'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";
const INK = '#1a1a1a';
/** So that fills stay apart in black and white; ECharts would draw a legend's twice as thick. */
const OUTLINE = 0.8;
/** Left and right of upright bars. */
const SIDE = 12;
const LEGEND_HEIGHT = 30;
const BETWEEN_LABELS = 8;
const LONGEST_NAME = 150;
/** From one lying bar to the next. */
const BAR_PITCH = 19;
/** Millimetres. */
const USUAL_HEIGHT = 64;
const TALLEST = 190;
/** Degrees; a slice narrower than this could not be seen. */
const NARROWEST_SLICE = 4;

/** Plain data: the drawing library's own types are not known here. */
export type ChartOption = Readonly<Record<string, unknown>>;

/** The option for a drawing of so many pixels. */
export function chartOption(chart: Chart, size: { readonly width: number; readonly height: number }): ChartOption {
  const common = { animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: FONT, fontSize: FONT_SIZE, color: INK } };
  if (chart.kind === 'pie') return { ...common, series: [pieSeries(chart, size)] };
  return { ...common, ...(isUpright(chart, size.width) ? uprightBars(chart, size.width) : lyingBars(chart, size.width)) };
}

/** Millimetres that a chart needs in height where it is `width` millimetres wide. */
export function chartHeight(chart: Chart, width: number): number {
  if (chart.kind === 'pie' || isUpright(chart, width * PIXELS_PER_MILLIMETRE)) return USUAL_HEIGHT;
  return Math.ceil(lyingHeight(chart, breaksNames(chart)) / PIXELS_PER_MILLIMETRE);
}

function lyingHeight(chart: Chart, withBrokenNames: boolean): number {
  const lines = withBrokenNames ? Math.max(1, ...labelsOf(chart).map((label) => Math.ceil(textWidth(label) / LONGEST_NAME))) : 1;
  const band = Math.max(chart.series.length * BAR_PITCH + BETWEEN_LABELS, lines * LINE_HEIGHT + BETWEEN_LABELS / 2);
  return (isNamed(chart) ? LEGEND_HEIGHT : 0) + labelsOf(chart).length * band;
}

/** Long names go on in the next line, except where the bars would then not stand on a page: there they are cut short. */
function breaksNames(chart: Chart): boolean {
  return lyingHeight(chart, true) <= TALLEST * PIXELS_PER_MILLIMETRE;
}

/** Upright bars where every amount has room above its own bar; lying ones, each on a line of its own, where not. */
function isUpright(chart: Chart, width: number): boolean {
  const bars = chart.series.length * labelsOf(chart).length;
  const widest = Math.max(0, ...allPoints(chart).map((point) => textWidth(labelText(point))));
  return bars * (widest + BETWEEN_LABELS) <= (width - 2 * SIDE) * 0.85;
}

function uprightBars(chart: Chart, width: number): ChartOption {
  return {
    legend: legend(chart),
    grid: { left: SIDE, right: SIDE, top: LEGEND_HEIGHT + LINE_HEIGHT, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...nameAxis(chart), axisLabel: { color: INK, fontSize: FONT_SIZE, interval: 0, overflow: 'break', width: Math.floor((width - 2 * SIDE) / Math.max(1, labelsOf(chart).length)) - BETWEEN_LABELS } },
    yAxis: valueAxis(),
    series: barSeries(chart, (isNegative) => (isNegative ? 'bottom' : 'top')),
  };
}

function lyingBars(chart: Chart, width: number): ChartOption {
  const widest = (isNegative: boolean): number => Math.max(0, ...allPoints(chart).filter((point) => isBelowZero(point) === isNegative).map((point) => textWidth(labelText(point)) + BETWEEN_LABELS));
  const [before, after] = [widest(true), widest(false)];
  const bars = Math.max(40, width - 2 * SIDE - LONGEST_NAME - before - after);
  const share = (room: number): string => `${Math.ceil((room / bars) * 100)}%`;
  return {
    legend: legend(chart),
    grid: { left: SIDE, right: SIDE, top: isNamed(chart) ? LEGEND_HEIGHT : 4, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    // Amounts stand beyond the ends of their bars, inside the axes.
    xAxis: { ...valueAxis(), boundaryGap: [share(before), share(after)] },
    yAxis: { ...nameAxis(chart), axisLine: { onZero: false, lineStyle: { color: INK } }, inverse: true, axisLabel: { color: INK, fontSize: FONT_SIZE, lineHeight: LINE_HEIGHT, interval: 0, overflow: breaksNames(chart) ? 'break' : 'truncate', width: LONGEST_NAME } },
    series: barSeries(chart, (isNegative) => (isNegative ? 'left' : 'right')),
  };
}

function nameAxis(chart: Chart): ChartOption {
  return { type: 'category', data: labelsOf(chart), axisTick: { show: false }, axisLine: { lineStyle: { color: INK } } };
}

/** Without numbers: those would be the library's, and every bar bears its own. */
function valueAxis(): ChartOption {
  return { type: 'value', axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: '#e2e2e2' } } };
}

function legend(chart: Chart): ChartOption {
  return { show: isNamed(chart), top: 0, itemWidth: 26, itemHeight: 14, itemStyle: { borderWidth: OUTLINE }, textStyle: { color: INK, fontSize: FONT_SIZE }, selectedMode: false };
}

function barSeries(chart: Chart, labelAt: (isNegative: boolean) => string): readonly ChartOption[] {
  return chart.series.map(({ name, points }, index) => ({
    type: 'bar', name, barMaxWidth: 56, barGap: '12%', barCategoryGap: '28%', silent: true, itemStyle: shade(index),
    data: points.map((point) => ({
      value: point.value === null ? null : Number(point.value),
      label: { show: point.value !== null, position: labelAt(isBelowZero(point)), color: INK, fontSize: FONT_SIZE, formatter: () => labelText(point) },
    })),
  }));
}

function pieSeries(chart: Chart, { width, height }: { readonly width: number; readonly height: number }): ChartOption {
  const points = (chart.series[0]?.points ?? []).filter((point) => point.value !== null && Number(point.value) > 0).sort((a, b) => Number(b.value) - Number(a.value));
  return {
    type: 'pie', radius: Math.round(height * 0.36), center: ['50%', '50%'], startAngle: startAngle(points), minAngle: NARROWEST_SLICE, silent: true, avoidLabelOverlap: true,
    label: { show: true, position: 'outer', alignTo: 'edge', edgeDistance: SIDE, color: INK, fontSize: FONT_SIZE, lineHeight: LINE_HEIGHT, overflow: 'break', width: Math.round(width * 0.27) },
    labelLine: { show: true, length: 10, length2: 14, minTurnAngle: 90, lineStyle: { color: '#555555' } },
    data: points.map((point, index) => ({
      value: Number(point.value), name: point.label, itemStyle: shade(index),
      label: { formatter: () => `${point.label}\n${point.printed}${chart.unit}${point.share === null ? '' : `，${point.share}`}` },
    })),
  };
}

/** Degrees at which the first slice begins. Where there are several narrow slices, the last ones, they face the left side, with room for their labels above and below. */
function startAngle(points: readonly ChartPoint[]): number {
  const whole = points.reduce((sum, point) => sum + Number(point.value), 0);
  const angles = points.map((point) => Math.max((Number(point.value) / whole) * 360, NARROWEST_SLICE));
  const narrow = angles.filter((angle) => angle < 30);
  return narrow.length < 3 ? 90 : 180 - narrow.reduce((sum, angle) => sum + angle, 0) / 2;
}

/** Dark and light take turns, so that neighbours differ even without their hatching. */
const SHADES: readonly { readonly color: string; readonly decal: ChartOption }[] = [
  { color: '#2f5f9e', decal: { symbol: 'none' } },
  { color: '#f2c48d', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: 0.785, color: '#6b4a1d' } },
  { color: '#6f9f6a', decal: { symbol: 'circle', dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.7, color: '#ffffff' } },
  { color: '#e9e9e9', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -0.785, color: '#444444' } },
  { color: '#a14a4a', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0, color: '#ffffff' } },
  { color: '#cfe3f3', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 1.571, color: '#2f5f9e' } },
  { color: '#7a6a9c', decal: { symbol: 'triangle', dashArrayX: [[9, 9], [0, 9, 9, 0]], dashArrayY: [9, 2], symbolSize: 0.8, color: '#ffffff' } },
  { color: '#f7f3c8', decal: { symbol: 'rect', dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], color: '#8a8340' } },
];

function shade(index: number): ChartOption {
  const { color, decal } = SHADES[index % SHADES.length] ?? { color: INK, decal: {} };
  return { color, decal, borderColor: INK, borderWidth: OUTLINE };
}

function isNamed(chart: Chart): boolean {
  return chart.series.some(({ name }) => name !== '');
}

function labelsOf(chart: Chart): readonly string[] {
  return (chart.series[0]?.points ?? []).map((point) => point.label);
}

function allPoints(chart: Chart): readonly ChartPoint[] {
  return chart.series.flatMap((series) => series.points);
}

function labelText({ printed, share }: ChartPoint): string {
  return share === null ? printed : `${printed}，${share}`;
}

function isBelowZero(point: ChartPoint): boolean {
  return point.value?.startsWith('-') === true;
}

/** Pixels, never less than the fonts give: Chinese takes the full size, digits six tenths. */
function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[ -~]/u.test(character) ? 0.6 : 1), 0) * FONT_SIZE;
}
