import { colour } from './theme.js';
import { modeOf } from './modes.js';

/** Room above the lines for the modes' names, in pixels. */
export const BAND_TITLE = 20;

/**
 * Draws behind the lines which mode was on when.
 * @param {import('./history.js').History} history
 * @param {{ named: boolean }} options whether names stand above
 */
export function drawBands(history, { named }) {
  return (chart) => {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    for (const { mode, from, to } of spans(history)) {
      if (mode === null) continue;
      const left = Math.max(bbox.left, chart.valToPos(from, 'x', true));
      const right = Math.min(bbox.left + bbox.width, chart.valToPos(to, 'x', true));
      const { css, name } = modeOf(mode);
      ctx.fillStyle = colour(`--${css}-band`);
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      if (named) writeName(ctx, name, { left, right, bottom: bbox.top - 6 * ratio, ratio, css });
    }
    ctx.restore();
  };
}

function writeName(ctx, name, { left, right, bottom, ratio, css }) {
  ctx.font = `600 ${13 * ratio}px system-ui, 'DejaVu Sans', sans-serif`;
  if (ctx.measureText(name).width > right - left) return;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = colour(`--${css}`);
  ctx.fillText(name, left, bottom);
}

/** Stretches of time with the same mode. */
function spans({ time, mode }) {
  const found = [];
  time.forEach((at, index) => {
    const last = found.at(-1);
    if (last !== undefined) last.to = at;
    if (last?.mode !== mode[index]) found.push({ mode: mode[index], from: at, to: at });
  });
  return found;
}
