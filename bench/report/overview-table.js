'use strict';

const { ROWS } = require('./overview.js');

/**
 * @typedef {import('./overview.js').Row} Row
 * @typedef {import('./overview.js').Table} Table
 * @typedef {{ ours: number, node?: number, best: number, who: string }} Costs
 */

/**
 * @param {(name: string) => Table | undefined} load the results of a table, if there are any
 * @returns {{ table: string, picture: Table }}
 */
function overview(load) {
  const rows = ROWS.flatMap((row) => {
    const costs = row.of.map(load).flatMap((table) => (table && costsOf(row, table)) ?? []);
    return costs.length === row.of.length ? [{ row, costs }] : [];
  });
  const heads = ['', 'figures', 'offloop', 'node, asynchronous', 'best peer', 'which', '÷ the best'];
  const cells = rows.map(({ row, costs }) => [
    row.call,
    row.figures,
    joined(costs, ({ ours }) => shown(ours)),
    joined(costs, ({ node }) => shown(node)),
    joined(costs, ({ best }) => shown(best)),
    [...new Set(costs.map(({ who }) => who))].join(' · '),
    joined(costs, ({ ours, best }) => (ours / best).toFixed(2)),
  ]);
  const line = (list) => `| ${list.join(' | ')} |`;
  const table = [line(heads), '| --- | --- | --: | --: | --: | --- | --: |', ...cells.map(line)].join('\n');
  return { table, picture: pictureOf(rows) };
}

/**
 * Ours divided by theirs, as a table that can be drawn.
 * @param {{ row: Row, costs: Costs[] }[]} rows
 * @returns {Table}
 */
function pictureOf(rows) {
  const figure = (value) => (value === undefined ? undefined : { median: value });
  return {
    title: 'What it costs, divided by what it costs elsewhere',
    unit: '1 is the same',
    subjects: ['÷ node, asynchronous', '÷ the best peer'],
    better: 'less',
    lines: rows.map(({ row, costs: [{ ours, node, best }] }) => ({
      label: row.call.split(/[:,]/)[0],
      '÷ node, asynchronous': figure(node && ours / node),
      '÷ the best peer': figure(ours / best),
    })),
  };
}

/**
 * @param {Row} row
 * @param {Table} table
 * @returns {Costs | undefined} none where the table has no such line
 */
function costsOf(row, table) {
  const named = row.ours === undefined ? figuresOfLine(row, table) : figuresOfColumn(row, table);
  if (named === undefined) return undefined;
  const { ours, node, peers } = named;
  const [[who, best]] = Object.entries(peers).sort(([, a], [, b]) => a - b);
  return { ours, node, best, who };
}

/**
 * @param {Row} row
 * @param {Table} table
 */
function figuresOfLine({ line: label, node }, { subjects: [first, ...others], beside = [], lines }) {
  const line = lines.find((each) => each.label === label);
  if (line === undefined) return undefined;
  const names = others.filter((name) => line[name] !== undefined && !beside.includes(name));
  const peers = Object.fromEntries(names.map((name) => [name, line[name].median]));
  return { ours: line[first].median, node: node && line[node]?.median, peers };
}

/**
 * @param {Row} row
 * @param {Table} table
 */
function figuresOfColumn({ ours, peers }, { lines }) {
  const all = lines.map(({ label, this: figure }) => [label, figure.median]);
  const named = all.filter(([label]) => label !== ours && peers?.test(label));
  return {
    ours: all.find(([label]) => label === ours)?.[1],
    node: undefined,
    peers: Object.fromEntries(named),
  };
}

/**
 * @param {Costs[]} costs
 * @param {(cost: Costs) => string} of
 */
function joined(costs, of) {
  return costs.map(of).join(' · ');
}

function shown(value) {
  return value === undefined ? '–' : String(Number(value.toPrecision(2)));
}

module.exports = { overview };
