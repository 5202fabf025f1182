'use strict';

// Counts what the tests in a virtual machine said on its serial line, which is read from stdin: `count.js PART`. A part has
// failed too where it did not come to the end of each of its steps, or where the package finds other limits of the kernel
// than the part has. Where the kernel has no Landlock there were no attacks, and a sandbox has to be refused.

const fs = require('node:fs');
const { outcomesOf, withoutSandbox } = require('../runtime-checks.js');

/** What `isolationSupport()` has to say in a part with a group of processes of its own. */
const KEPT_BY_GROUPS = ['cpu', 'memory', 'processes'];

const part = process.argv[2];
const lines = fs.readFileSync(0, 'utf8').split(/\r?\n/);
/** @type {string[]} */
const faults = [];
const hasLandlock = !lines.some((line) => line.startsWith('vm: no attacks'));
let passed = 0;
let failed = 0;

function countAttacks() {
  if (!hasLandlock) return;
  const closing = lines
    .map((line) => /^test result: \w+\. (\d+) passed; (\d+) failed/.exec(line))
    .find((match) => match !== null);
  if (!closing) return faults.push('the attacks did not end');
  passed += Number(closing[1]);
  failed += Number(closing[2]);
}

function checkSupport() {
  const line = lines.find((one) => one.startsWith('{"processes"'));
  if (line === undefined) return faults.push('isolationSupport() did not answer');
  const { sandbox, cgroup } = JSON.parse(line);
  const expected = part.endsWith('-cgroup') ? KEPT_BY_GROUPS : [];
  if (sandbox === hasLandlock && `${cgroup}` === `${expected}`) passed += 1;
  else faults.push(`isolationSupport() is ${line}`);
}

function countChecks() {
  const line = lines.find((one) => one.startsWith('{"digests"'));
  if (line === undefined) return faults.push('the checks of __test__/runtimes did not end');
  const outcomes = hasLandlock ? outcomesOf(line) : withoutSandbox(outcomesOf(line), ['landlock']);
  passed += outcomes.passed;
  faults.push(...outcomes.faults);
}

function countSuites() {
  const closing = lines.find((line) => line.startsWith('Tests: '));
  if (closing === undefined) return faults.push('the suites did not end');
  const count = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(closing)?.[1] ?? 0);
  passed += count('passed');
  failed += count('failed');
}

if (part.endsWith('-suites')) {
  countSuites();
} else {
  countAttacks();
  checkSupport();
  countChecks();
}
if (!lines.includes('vm: over')) faults.push('the machine was stopped before the end');
failed += faults.length;
const skipped = lines.filter((line) => line.includes('skipped: ')).length;
for (const fault of faults) console.log(`vm: ${fault}`);
if (!part.endsWith('-suites')) console.log(`${part}: ${skipped} steps of attacks skipped by name`);
console.log(`vm: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
