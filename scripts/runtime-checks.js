'use strict';

/**
 * The outcomes of the checks in __test__/runtimes, of the line that they close with.
 * @param {string} line JSON
 * @returns {{ passed: number, faults: string[] }}
 */
function outcomesOf(line) {
  const checks = Object.values(JSON.parse(line)).flatMap((group) => Object.entries(group));
  const failed = checks.filter(([, outcome]) => outcome !== 'works');
  return {
    passed: checks.length - failed.length,
    faults: failed.map(([check, outcome]) => `${check}: ${outcome}`),
  };
}

module.exports = { outcomesOf };
