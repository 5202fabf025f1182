'use strict';

const path = require('node:path');

/** @typedef {import('../../../types/watch.js').WatchReport} WatchReport */
/** @typedef {import('../../../types/watch.js').Finding} Finding */
/** @typedef {import('../../../types/watch.js').CodePlace} CodePlace */

/** Findings that a table has. */
const ROWS = 15;

/**
 * A report as text: the worst place first.
 * @param {WatchReport} report
 */
function tableOf(report) {
  return `${[...stallLines(report), ...routeLines(report.routes), ...starvationLines(report.starvation)].join('\n')}\n`;
}

/** @param {WatchReport} report */
function stallLines({ pid, thread, stalls, findings }) {
  const who = thread === 0 ? `process ${pid}` : `process ${pid}, thread ${thread}`;
  if (stalls.count === 0) return [`offloop/watch: no stalls (${who})`];
  const head = `offloop/watch: ${stalls.count} ${stalls.count === 1 ? 'stall' : 'stalls'}, ${ms(stalls.total)} in all, ${ms(stalls.longest)} the longest (${who})`;
  const rows = findings.slice(0, ROWS).map(rowOf);
  return [
    head,
    ...aligned([['share', 'total', 'longest', 'stalls', 'where', 'what'], ...rows]),
    ...more(findings.length),
  ];
}

/** @param {WatchReport['routes']} routes */
function routeLines(routes) {
  if (routes.length === 0) return [];
  const rows = routes
    .slice(0, ROWS)
    .map(({ method, route, count, total, longest }) => [
      '',
      ms(total),
      ms(longest),
      `${count}`,
      method,
      route,
    ]);
  return [
    '  By the request whose turn it was:',
    ...aligned([['', 'total', 'longest', 'stalls', 'method', 'route'], ...rows]),
    ...more(routes.length),
  ];
}

/** @param {number} count of places */
function more(count) {
  return count > ROWS ? [`  and ${count - ROWS} more places`] : [];
}

/** @param {WatchReport['starvation']} starvation */
function starvationLines(starvation) {
  if (starvation.count === 0) return [];
  const { holders } = starvation;
  const rows = holders
    .slice(0, ROWS)
    .map(({ share, time, jobs, at, thread, name, inside }) => [
      `${(share * 100).toFixed(0)} %`,
      ms(time),
      '',
      `${jobs}`,
      whereText(at, thread),
      causeText({ name, inside }),
    ]);
  return [
    `  ${starvationText(starvation)}, by`,
    ...aligned([['share', 'of threads', '', 'jobs', 'begun at', 'what'], ...rows]),
    ...more(holders.length),
  ];
}

/** @param {Pick<WatchReport['starvation'], 'count' | 'total' | 'longest'>} starvation */
function starvationText({ count, total, longest }) {
  const times = `${count} ${count === 1 ? 'time' : 'times'}`;
  return `libuv's threads were all taken ${times}, ${ms(total)} in all, ${ms(longest)} the longest, while fs and dns waited`;
}

/** @param {Finding} finding */
function rowOf({ share = 0, total, longest, count, at, thread, ...cause }) {
  const where = whereText(at, thread);
  return [`${(share * 100).toFixed(0)} %`, ms(total), ms(longest), `${count}`, where, causeText(cause)];
}

/**
 * @param {CodePlace | undefined} at
 * @param {number} thread
 */
function whereText(at, thread) {
  return thread === 0 ? placeText(at) : `${placeText(at)} (thread ${thread})`;
}

/** @param {number} time */
function ms(time) {
  return `${time.toFixed(0)} ms`;
}

/**
 * "lib/orders.js:12 total", relative to the working directory where it is below it.
 * @param {CodePlace | undefined} place
 */
function placeText(place) {
  if (place === undefined) return '(no place seen)';
  const relative = path.relative(process.cwd(), place.file);
  const file = path.isAbsolute(place.file) && !relative.startsWith('..') ? relative : place.file;
  return `${file}:${place.line}${place.function === '' ? '' : ` ${place.function}`}`;
}

/** @param {Pick<Finding, 'name' | 'size' | 'inside'>} cause */
function causeText({ name, size, inside }) {
  const amount = size === undefined ? '' : `, up to ${size}`;
  return `${name}${amount}${inside === undefined ? '' : `, in ${placeText(inside)}`}`;
}

/**
 * Columns of the same width; numbers to the right.
 * @param {string[][]} rows
 */
function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column < 4 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

module.exports = { aligned, causeText, ms, placeText, starvationText, tableOf };
