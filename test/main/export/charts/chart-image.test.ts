import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chartPngs, chartSvg } from '../../../../main/export/charts/chart-image.ts';
import { chartHeight } from '../../../../shared/report/chart-option.ts';
import type { Chart, ChartPoint } from '../../../../shared/report/chart.ts';

const point = (label: string, value: string | null, printed: string, share: string | null = null): ChartPoint => ({ label, value, printed, share, cells: [] });
const bars = (...series: readonly (readonly ChartPoint[])[]): Chart => ({ kind: 'bar', unit: '万元', series: series.map((points, at) => ({ name: `${2021 + at}年度`, points })) });
const pie = (...points: readonly ChartPoint[]): Chart => ({ kind: 'pie', unit: '万元', series: [{ name: '', points }] });
const SIZE = { width: 150, height: 75 };

interface Label { readonly text: string; readonly x: number; readonly y: number; readonly anchor: string }

function labels(svg: string): readonly Label[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/gu)].map(([, attributes = '', text = '']) => {
    const one = (pattern: RegExp): string => pattern.exec(attributes)?.[1] ?? '0';
    return {
      text, anchor: one(/text-anchor="(\w+)"/u),
      x: Number(one(/ x="([\d.-]+)"/u)) + Number(one(/translate\(([\d.-]+) /u)), y: Number(one(/ y="([\d.-]+)"/u)) + Number(one(/translate\([\d.-]+ ([\d.-]+)\)/u)),
    };
  });
}

describe('drawing charts', () => {
  it('prints each figure as it is given, and none of its own', () => {
    const svg = chartSvg(bars([point('收入', '1200.5', '1,200.50'), point('支出', '0', '0.00')], [point('收入', '1481.357', '1,481.36'), point('支出', null, '')]), SIZE);
    const figures = labels(svg).map(({ text }) => text).filter((text) => /^[\d,.-]+$/u.test(text));
    expect(figures.toSorted()).toEqual(['0.00', '1,200.50', '1,481.36']);
  });

  it('is the same text for the same chart, whatever was drawn between', () => {
    const chart = pie(point('基本支出', '2', '2.00', '66.67%'), point('项目支出', '1', '1.00', '33.33%'));
    const before = chartSvg(chart, SIZE);
    for (let at = 0; at < 80; at++) chartSvg(bars([point('甲', String(at), `${at}.00`)]), { width: 60, height: 40 });
    expect(chartSvg(chart, SIZE)).toBe(before);
  });

  it('keeps the labels of many narrow slices apart and off the pie', () => {
    const narrow = Array.from({ length: 7 }, (_none, at) => point(`文化旅游体育与传媒支出${at}`, '1', '1.00', '1.00%'));
    const found = labels(chartSvg(pie(point('一般公共服务支出', '93', '93.00', '93.00%'), ...narrow), SIZE));
    expect(found.filter(({ text }) => text.startsWith('文化'))).toHaveLength(7);
    // The pie's left edge, in the middle of 600 × 300 pixels.
    for (const { text, x, anchor } of found) if (anchor === 'start') expect(x + text.length * 13).toBeLessThan(300 - 108);
    const left = found.filter(({ anchor }) => anchor === 'start').map(({ y }) => y).toSorted((a, b) => a - b);
    for (const [at, y] of left.entries()) if (at > 0) expect(y - (left[at - 1] ?? 0)).toBeGreaterThanOrEqual(13);
  });

  it('turns bars on their side where amounts are too long to stand side by side', () => {
    const huge = '-1,234,567,890,123,456.78';
    const found = labels(chartSvg(bars([point('收入', '-1234567890123456.78', huge), point('支出', '2', '2.00')], [point('收入', '3', '3.00'), point('支出', '4', huge)]), SIZE)).filter(({ text }) => /\d\.\d\d$/u.test(text));
    expect(found).toHaveLength(4);
    expect(new Set(found.map(({ y }) => y)).size).toBe(4);
  });

  it('gives long names the lines that they need, as far as a page goes', () => {
    const long = '一般公共预算财政拨款支出中名称特别长的一类支出及其他有关支出';
    const many = (count: number): Chart => ({ kind: 'bar', unit: '万元', series: [{ name: '', points: Array.from({ length: count }, (_none, at) => point(`${long}${at}`, '1', '1,234,567,890.00', '1.00%')) }] });
    for (const count of [5, 28]) {
      const height = chartHeight(many(count), 150);
      expect(height).toBeLessThanOrEqual(190);
      const names = labels(chartSvg(many(count), { width: 150, height })).filter(({ text }) => !text.includes('1,234'));
      const lines = [...new Set(names.map(({ y }) => Math.round(y)))].toSorted((a, b) => a - b);
      for (const [at, y] of lines.entries()) if (at > 0) expect(y - (lines[at - 1] ?? 0), `${count}`).toBeGreaterThanOrEqual(13);
    }
  });

  it('takes a name with signs of its own as a name', () => {
    const svg = chartSvg(pie(point('{a|甲}<b>&"乙"', '1', '1.00')), SIZE);
    expect(svg).toContain('{a|甲}&lt;b&gt;&amp;');
    expect(svg).not.toContain('<b>');
  });

  it('gives a PNG of the size asked for, with the letters in it', () => {
    const painted = (slice: ChartPoint): Buffer => Buffer.from(chartPngs([{ chart: pie(slice), ...SIZE }], 254)[0] ?? []);
    const png = painted(point('基本支出', '1', '1.00', '100.00%'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1500, 750]);
    const unlettered = painted(point('', '1', ''));
    expect(png.equals(unlettered)).toBe(false);
  });

  it('leaves nothing behind that keeps the process alive', () => {
    const script = `import { chartSvg } from './main/export/charts/chart-image.ts';
      chartSvg({ kind: 'bar', unit: '元', series: [{ name: '', points: [{ label: '甲', value: '1', printed: '1', share: null, cells: [] }] }] }, { width: 50, height: 50 });
      process.stdout.write('drawn');`;
    expect(execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8', timeout: 60_000 })).toBe('drawn');
  });
});
