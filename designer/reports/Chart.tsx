import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as registerParts, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

registerParts([BarChart, GridComponent, SVGRenderer]);

/** A chart as a picture; `label` says in words what it shows. */
export function Chart({ option, height, label }: { option: object; height: number; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    const drawn = (chart.current = init(place.current!, null, { renderer: 'svg' }));
    const watching = new ResizeObserver(() => drawn.resize());
    watching.observe(place.current!);
    return () => {
      watching.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current?.setOption({ animation: !still, animationDuration: 350, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option }, true);
  }, [option]);
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />;
}
