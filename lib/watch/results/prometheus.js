'use strict';

const { placeText } = require('./table.js');

/** @typedef {import('../../../types/watch.js').WatchReport} WatchReport */

/** Places that have lines of their own: each is a time series. */
const PLACES = 50;

/**
 * A report in the text format of Prometheus, version 0.0.4.
 * @param {WatchReport} report
 */
function prometheusText({ stalls, findings, routes, starvation }) {
  const places = findings.slice(0, PLACES).map((finding) => ({
    ...finding,
    labels: labelsOf({ kind: finding.kind, cause: finding.name, place: placeText(finding.at) }),
  }));
  return [
    block('offloop_stalls_total', 'counter', 'Turns of the event loop that were too long.', [
      ['', stalls.count],
    ]),
    block('offloop_stall_seconds_total', 'counter', 'Their time.', [['', stalls.total / 1000]]),
    block('offloop_stall_seconds_max', 'gauge', 'The longest.', [['', stalls.longest / 1000]]),
    block(
      'offloop_stall_request_seconds_total',
      'counter',
      'What requests in flight lost by them together.',
      [['', stalls.requestTime / 1000]],
    ),
    block(
      'offloop_place_stalls_total',
      'counter',
      'Stalls by place.',
      places.map(({ labels, count }) => [labels, count]),
    ),
    block(
      'offloop_place_stall_seconds_total',
      'counter',
      'Their time by place.',
      places.map(({ labels, total }) => [labels, total / 1000]),
    ),
    block(
      'offloop_route_stall_seconds_total',
      'counter',
      'Time of stalls by the request whose turn it was.',
      routes.slice(0, PLACES).map(({ method, route, total }) => [labelsOf({ method, route }), total / 1000]),
    ),
    ...starvationBlocks(starvation),
  ].join('');
}

/** @param {WatchReport['starvation']} starvation */
function starvationBlocks({ count, total, longest, holders }) {
  /** @type {[labels: string, value: number][]} */
  const places = holders
    .slice(0, PLACES)
    .map(({ name, at, time }) => [labelsOf({ cause: name, place: placeText(at) }), time / 1000]);
  return [
    block('offloop_starvations_total', 'counter', "Times in which libuv's threads were all taken.", [
      ['', count],
    ]),
    block('offloop_starvation_seconds_total', 'counter', 'Their time.', [['', total / 1000]]),
    block('offloop_starvation_seconds_max', 'gauge', 'The longest.', [['', longest / 1000]]),
    block(
      'offloop_starvation_thread_seconds_total',
      'counter',
      'Time of threads that jobs had in them, by place.',
      places,
    ),
  ];
}

/**
 * @param {string} name
 * @param {'counter' | 'gauge'} type
 * @param {string} help
 * @param {[labels: string, value: number][]} samples
 */
function block(name, type, help, samples) {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/** @param {Record<string, string>} labels */
function labelsOf(labels) {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`,
  );
  return `{${pairs.join(',')}}`;
}

module.exports = { prometheusText };
