/** A chart of the report in the window, as it will be printed: from the same option, under the same caption. */
import { useEffect, useState } from 'react';
import { chartOption, PIXELS_PER_MILLIMETRE } from '../../shared/report/chart-option.ts';
import type { FigureBlock } from '../../shared/report/outline.ts';

export function ChartFigure({ block, number }: { readonly block: FigureBlock; readonly number: number }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const { chart, width, height } = block;
  const size = { width: width * PIXELS_PER_MILLIMETRE, height: height * PIXELS_PER_MILLIMETRE };
  // Equal charts are drawn once, though every edit makes them anew.
  const drawn = JSON.stringify([chart.kind, chart.unit, chart.series]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` stands for the chart and its size
  useEffect(() => {
    if (element === null) return undefined;
    let isGone = false;
    let clear = (): void => undefined;
    // The drawing library comes only when there is a chart to see.
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (!isGone) clear = drawChart(element, chartOption(chart, size), size);
    });
    return () => {
      isGone = true;
      clear();
    };
  }, [element, drawn]);
  return (
    <figure className="chart">
      <div ref={setElement} role="img" aria-label={block.description} style={{ width: size.width, aspectRatio: `${size.width} / ${size.height}` }} />
      <figcaption>图{number} {block.caption}</figcaption>
    </figure>
  );
}
