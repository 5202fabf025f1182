'use strict';

const { Findings } = require('../../lib/watch/results/findings.js');

/** @returns {any} a stall with one cause for each time */
function stallOf(/** @type {Record<string, number>} */ times) {
  const [cause, ...others] = Object.entries(times).map(([kind, time]) => ({
    kind,
    name: kind,
    time,
    stack: [],
  }));
  return { duration: 100, thread: 0, cause, others };
}

test('findings have the worst first, and what was not seen last', () => {
  const findings = new Findings();
  findings.add(stallOf({ unknown: 70, code: 20, builtin: 10 }));
  findings.add(stallOf({ builtin: 90, unknown: 10 }));
  expect(findings.report().findings.map(({ name, total }) => [name, total])).toEqual([
    ['builtin', 100],
    ['code', 20],
    ['unknown', 80],
  ]);
});
