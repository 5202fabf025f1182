'use strict';

/**
 * Goals as a Markdown table: of several lines, the range.
 * @param {import('./goals/index.js').Goal[]} goals
 * @param {(name: string) => { lines: Record<string, any>[] }} load gives the results of a table
 */
function goalsTable(goals, load) {
  const rows = goals.map((goal) => {
    const values = load(goal.of)
      .lines.filter(({ label }) => goal.line.test(label))
      .map((line) => valueOf(line, goal, load));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const measured = least === most ? shown(most) : `${shown(least)}–${shown(most)}`;
    const verdict = most <= goal.most ? 'reached' : (goal.why ?? 'missed');
    const unit = goal.unit === undefined ? '' : ` ${goal.unit}`;
    return `| ${goal.figure} | ≤ ${goal.most}${unit} | ${measured}${unit} | ${verdict} |`;
  });
  return ['|  | goal | measured |  |', '| --- | --: | --: | --- |', ...rows].join('\n');
}

/**
 * @param {Record<string, any>} line
 * @param {{ by: string, over?: string, per?: string }} goal
 * @param {(name: string) => { lines: Record<string, any>[] }} load
 */
function valueOf(line, { by, over, per }, load) {
  const value = numberOf(line[by]);
  if (per !== undefined) return value / numberOf(line[per]);
  if (over === undefined) return value;
  return value / numberOf(load(over).lines.find(({ label }) => label === line.label)?.[by]);
}

/** A column has a figure with its spread; what is noted beside the columns is a number or its text. */
function numberOf(cell) {
  return Number(cell.median ?? cell);
}

function shown(value) {
  return String(Number(value.toPrecision(3)));
}

module.exports = { goalsTable };
