'use strict';

// Runs the checks of __test__/runtimes on an installed package, and looks where its addon is: `installed.js PROJECT PLATFORM
// [MISSING...]`, by the Node of that platform. The project has these checks in its node_modules/offloop. MISSING is what a
// sandbox needs and the machine has not, by the names of `isolationSupport()`: a sandbox has to be refused for want of it.

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { outcomesOf, withoutSandbox } = require('../runtime-checks.js');

const [project, platform, ...missing] = process.argv.slice(2);
const packages = path.join(path.resolve(project), 'node_modules');
/** @type {string[]} */
const faults = [];
let passed = 0;

/** Loads the package. The addon must be the one in the platform's package. */
function checkAddon() {
  require(path.join(packages, 'offloop')).hashSync('sha256', 'abc');
  const { sharedObjects } = /** @type {{ sharedObjects: string[] }} */ (process.report.getReport());
  const loaded = sharedObjects.filter((file) => path.basename(file).startsWith('offloop.'));
  const wanted = path.join(packages, `offloop-${platform}`, `offloop.${platform}.node`);
  if (`${loaded}` === wanted) passed += 1;
  else faults.push(`loaded is ${loaded}, and not ${wanted}`);
}

function runChecks() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(packages, 'offloop/__test__/runtimes/run.js')],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const last = stdout.trim().split('\n').pop() ?? '';
  if (status !== 0 || !last.startsWith('{')) return faults.push(`the checks ended with ${status}\n${stderr}`);
  const outcomes = missing.length === 0 ? outcomesOf(last) : withoutSandbox(outcomesOf(last), missing);
  passed += outcomes.passed;
  faults.push(...outcomes.faults);
}

checkAddon();
runChecks();
for (const fault of faults) console.error(fault);
console.log(`${platform}: ${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;
