'use strict';

/** A smaller lead of a peer cannot be distinguished from noise. */
const MARGIN = 1.1;
/** Results of the same measurement by another clock. */
const OTHER_CLOCKS = /-(main|wall|cpu|ratio)$/;
/** The first column of tables whose lines are subjects: ours is a line there. */
const LINE_AS_SUBJECT = 'this';

/**
 * The measurements in which a peer is ahead, the furthest first: one row a table.
 * @param {{ name: string, table: import('./overview.js').Table }[]} results
 */
function peersAhead(results) {
  const found = results
    .filter(({ name, table }) => !OTHER_CLOCKS.test(name) && table.subjects[0] !== LINE_AS_SUBJECT)
    .map(({ table }) => aheadIn(table))
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => b.worst - a.worst);
  if (found.length === 0) return 'In none.';
  const rows = found.map(
    ({ title, lines, all, worst, label, who }) =>
      `| ${title} | ${lines.length} of ${all} | ${worst.toFixed(2)} | ${label}: ${who} |`,
  );
  return ['| measurement | lines | at most | where, and who |', '| --- | --: | --: | --- |', ...rows].join(
    '\n',
  );
}

/** @param {import('./overview.js').Table} table */
function aheadIn({ title, subjects: [, ...others], beside = [], better, lines: all }) {
  const behind = (/** @type {Record<string, any>} */ { best }) => (better === 'less' ? best : 1 / best);
  const lines = all.filter((line) => behind(line) > MARGIN).sort((a, b) => behind(b) - behind(a));
  const [first] = lines;
  if (first === undefined) return { lines };
  const peers = others.filter((name) => first[name] !== undefined && !beside.includes(name));
  const sign = better === 'less' ? 1 : -1;
  const [who] = peers.sort((a, b) => sign * (first[a].median - first[b].median));
  return { title, lines, all: all.length, worst: behind(first), label: first.label, who };
}

module.exports = { peersAhead };
