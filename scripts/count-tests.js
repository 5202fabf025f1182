'use strict';

// Adds up Jest's result files: `node scripts/count-tests.js FILE...` prints one line, as continuous
// integration reads it. A test file that could not run at all counts as one failure.

const fs = require('node:fs');

const results = process.argv.slice(2).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')));
const sum = (/** @type {string} */ field) => results.reduce((total, result) => total + result[field], 0);

const passed = sum('numPassedTests');
const failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites');
const skipped = sum('numPendingTests') + sum('numTodoTests');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
