'use strict';

/**
 * What became of the checks: how many passed, and a line for each of the others.
 * @typedef {{ passed: number, faults: string[] }} Outcomes
 */

/** The check that needs a sandbox, and how it has to end on a machine without one. */
const SANDBOXED = 'process: a sandbox';
const REFUSED = 'Error [ERR_ISOLATION_UNAVAILABLE]: Cannot isolate a process: this machine lacks';

/**
 * The outcomes of the checks in __test__/runtimes, of the line that they close with.
 * @param {string} line JSON
 * @returns {Outcomes}
 */
function outcomesOf(line) {
  const checks = Object.values(JSON.parse(line)).flatMap((group) => Object.entries(group));
  const failed = checks.filter(([, outcome]) => outcome !== 'works');
  return {
    passed: checks.length - failed.length,
    faults: failed.map(([check, outcome]) => `${check}: ${outcome}`),
  };
}

/**
 * The outcomes on a machine that has no sandbox: the check of it passes where it was refused, for want of just that.
 * @param {Outcomes} outcomes
 * @param {string[]} missing as `isolationSupport()` names it
 * @returns {Outcomes}
 */
function withoutSandbox({ passed, faults }, missing) {
  const refusal = `${SANDBOXED}: ${REFUSED} ${missing.join(', ')}\n`;
  const others = faults.filter((fault) => !fault.startsWith(refusal));
  if (others.length < faults.length) return { passed: passed + 1, faults: others };
  return { passed, faults: [...faults, `a sandbox was not refused for want of ${missing.join(', ')}`] };
}

module.exports = { outcomesOf, withoutSandbox };
