'use strict';

// Adds up Jest's result files: `node scripts/count-tests.js FILE...` prints one line, as continuous integration reads it.
// `X.again.json` has files of `X.json` that were run again, and whose first results do not count. A test file that could
// not run at all counts as one failure.

const fs = require('node:fs');

/** @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} Suite */

/** @type {Map<string, Suite>} */
const suites = new Map();
const isAgain = (/** @type {string} */ file) => file.endsWith('.again.json');
const results = process.argv.slice(2).sort((a, b) => Number(isAgain(a)) - Number(isAgain(b)));
for (const file of results) {
  const run = file.replace(/(\.again)?\.json$/, '');
  for (const suite of JSON.parse(fs.readFileSync(file, 'utf8')).testResults)
    suites.set(`${run} ${suite.name}`, suite);
}

const count = { passed: 0, failed: 0, skipped: 0 };
for (const { status, assertionResults } of suites.values()) {
  const of = (/** @type {string[]} */ ...wanted) =>
    assertionResults.filter((test) => wanted.includes(test.status)).length;
  const failures = of('failed');
  count.passed += of('passed');
  count.failed += failures === 0 && status === 'failed' ? 1 : failures;
  count.skipped += of('pending', 'todo', 'skipped');
}
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
