/* global uPlot */
import { BAND_TITLE, drawBands } from './bands.js';
import { SECONDS } from './history.js';
import { colour } from './theme.js';

const FONT = "12px system-ui, 'DejaVu Sans', sans-serif";
const DECADES = [1, 10, 100, 1000, 10_000, 100_000];
/** A logarithmic axis has no zero: what is faster than this is drawn there. */
export const FLOOR = 0.5;

/** The two charts of the last minute, below each other with the same axis of time. */
export class Charts {
  #history;
  #waits;
  #throughput;

  constructor(history, waits, throughput) {
    this.#history = history;
    const data = () => [history.time, history.ping, history.readfile, history.delay];
    this.#waits = new uPlot(waitsOptions(history, waits.clientWidth), data(), waits);
    this.#throughput = new uPlot(rateOptions(history, throughput.clientWidth), [[], []], throughput);
    new ResizeObserver(() => this.#fit(waits.clientWidth)).observe(waits);
  }

  draw() {
    const { time, ping, readfile, delay, rate } = this.#history;
    this.#waits.setData([time, ping, readfile, delay]);
    this.#throughput.setData([time, rate]);
  }

  #fit(width) {
    for (const chart of [this.#waits, this.#throughput]) chart.setSize({ width, height: chart.height });
  }
}

function waitsOptions(history, width) {
  return options(history, width, {
    height: 270,
    named: true,
    scale: { distr: 3, range: (_, min, max) => [FLOOR, max > 1000 ? 10_000 : 1000] },
    axis: { splits: (chart) => DECADES.filter((value) => value <= chart.scales.y.max), values: tens },
    series: [
      { stroke: () => colour('--ping'), width: 2.5 },
      { stroke: () => colour('--readfile'), width: 2, dash: [7, 4] },
      { stroke: () => colour('--delay'), width: 2, dash: [2, 3] },
    ],
  });
}

function rateOptions(history, width) {
  return options(history, width, {
    height: 130,
    named: false,
    scale: { range: (_, min, max) => [0, Math.max(10, max * 1.15)] },
    axis: { space: 26 },
    series: [{ stroke: () => colour('--throughput'), fill: () => colour('--throughput-fill'), width: 2 }],
  });
}

function options(history, width, { height, named, scale, axis, series }) {
  const lines = { font: FONT, stroke: () => colour('--soft'), ticks: { show: false } };
  const grid = { stroke: () => colour('--grid'), width: 1 };
  const now = () => history.time.at(-1) ?? 0;
  return {
    width,
    height,
    padding: [named ? BAND_TITLE + 4 : 8, 14, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: () => [now() - SECONDS, now()] }, y: scale },
    axes: [
      {
        ...lines,
        grid: { show: false },
        size: 28,
        splits: () => [60, 45, 30, 15, 0].map((ago) => now() - ago),
        values: ages,
      },
      { ...lines, grid, size: 52, ...axis },
    ],
    series: [{}, ...series.map((line) => ({ points: { show: false }, ...line }))],
    hooks: { drawClear: [drawBands(history, { named })] },
  };
}

function tens(_, splits) {
  return splits.map((value) => (value >= 1000 ? `${value / 1000} s` : `${value} ms`));
}

function ages(_, splits) {
  const last = splits.at(-1);
  return splits.map((at) => (at === last ? 'now' : `−${Math.round(last - at)} s`));
}
