'use strict';

const { isolationUnavailable } = require('../../lib/process/start-error.js');
const { outcomesOf, withoutSandbox } = require('../../scripts/runtime-checks.js');

const MISSING = ['landlock', 'seccomp'];
const REFUSED = isolationUnavailable(MISSING).stack;

/** The line that the checks of __test__/runtimes close with, where the one of a sandbox ended so. */
function lineWith(sandbox) {
  return JSON.stringify({ digests: { sha256: 'works' }, limits: { 'process: a sandbox': sandbox } });
}

test('a sandbox that is refused is a fault', () => {
  expect(outcomesOf(lineWith(REFUSED))).toEqual({ passed: 1, faults: [`process: a sandbox: ${REFUSED}`] });
});

test('where a machine has no sandbox, its refusal for want of what is missing passes', () => {
  expect(withoutSandbox(outcomesOf(lineWith(REFUSED)), MISSING)).toEqual({ passed: 2, faults: [] });
});

test.each([
  ['that works', 'works'],
  ['that is refused for want of less', isolationUnavailable(['landlock']).stack],
  ['that is refused for want of more', isolationUnavailable([...MISSING, 'process-tree']).stack],
  ['that fails', 'Error: nothing happened in 60000 ms\n    at run.js'],
])('where a machine has no sandbox, one %s is a fault', (_, sandbox) => {
  const { faults } = withoutSandbox(outcomesOf(lineWith(sandbox)), MISSING);
  expect(faults).toContain('a sandbox was not refused for want of landlock, seccomp');
});
