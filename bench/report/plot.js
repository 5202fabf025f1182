'use strict';

const echarts = require('echarts');

const SIZE = { width: 960, height: 420 };
/** Figures that differ by more are drawn on a logarithmic axis. */
const MOST_ON_A_LINEAR_AXIS = 30;
const DRAWN = {
  bars: { type: 'bar', barGap: '0%' },
  lines: { type: 'line', symbolSize: 7 },
};

/**
 * A table of the benchmark as a picture.
 * @param {{ title: string, unit: string, subjects: string[], lines: Record<string, any>[], better: 'less' | 'more' }} table
 * @param {'bars' | 'lines'} how
 * @returns {string} SVG
 */
function plot({ title, unit, subjects, lines, better }, how) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  const medians = lines
    .flatMap((line) => subjects.map((name) => line[name]?.median))
    .filter((value) => value > 0);
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: title, subtext: `${unit}; ${better} is better`, left: 'center' },
    legend: { bottom: 0, itemGap: 30 },
    grid: { left: 60, right: 20, top: 70, bottom: 75 },
    xAxis: {
      type: 'category',
      data: lines.map(({ label }) => label),
      axisLabel: { interval: 0, rotate: lines.length > 6 ? 30 : 0 },
    },
    yAxis: axisFor(medians),
    series: subjects.map((name) => ({
      name,
      ...DRAWN[how],
      data: lines.map((line) => (line[name]?.median > 0 ? line[name].median : null)),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function axisFor(medians) {
  const [least, most] = [Math.min(...medians), Math.max(...medians)];
  if (most / least <= MOST_ON_A_LINEAR_AXIS) return { type: 'value' };
  return { type: 'log', min: 10 ** Math.floor(Math.log10(least)) };
}

module.exports = { plot };
