'use strict';

/** Our figures are in the first column, and ratios below one are in our favour where less is better. Without peers there are none. */
function markdown({ title, unit, subjects, beside, digits, better, lines }) {
  const shown = subjects.filter((name) => lines.some((line) => line[name] !== undefined));
  const notes = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter(
    (key) => !isFigure(key, subjects),
  );
  const [peer] = subjects.slice(1).filter((name) => !beside.includes(name));
  const rows = lines.map((line) => [
    line.label,
    ...shown.map((name) => cell(line[name], digits)),
    ...(peer === undefined ? [] : [ratio(line.ratio), ratio(line.best)]),
    ...notes.map((key) => line[key] ?? ''),
  ]);
  const ratios = peer === undefined ? [] : [`÷ ${peer}`, '÷ the best'];
  const heads = ['', ...shown, ...ratios, ...notes];
  return [`**${title}** (${unit}; ${better} is better)`, '', ...table(heads, rows)].join('\n');
}

function isFigure(key, subjects) {
  return ['label', 'ratio', 'best', ...subjects].includes(key);
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)];
}

/** The median, and where it is not sure, what a tenth of the figures is below and above. */
function cell(figure, digits) {
  if (figure === undefined) return '–';
  const [median, low, high] = [figure.median, figure.low, figure.high].map((value) => value.toFixed(digits));
  return low === high ? median : `${median} (${low}–${high})`;
}

function ratio(value) {
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}

module.exports = { markdown };
