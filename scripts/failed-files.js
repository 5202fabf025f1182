'use strict';

// Prints the test files that failed, of Jest's result file: `node scripts/failed-files.js FILE`. Fails if there are too many
// for a busy machine to be the cause.

const fs = require('node:fs');
const path = require('node:path');

const MOST = 5;

const { testResults } = JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8'));
const failed = testResults.filter((/** @type {{ status: string }} */ suite) => suite.status === 'failed');
if (failed.length === 0 || failed.length > MOST) {
  console.error(`${failed.length} test files failed`);
  process.exit(1);
}
for (const { name, assertionResults } of failed) {
  const titles = assertionResults.filter(
    (/** @type {{ status: string }} */ { status }) => status === 'failed',
  );
  for (const { fullName } of titles)
    console.error(`failed, to be run again by itself: ${path.relative('.', name)}: ${fullName}`);
  console.log(path.relative('.', name));
}
