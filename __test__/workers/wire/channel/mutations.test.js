'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const run = promisify(execFile);
const MUTATIONS = 100_000;
const MIB = 1024 * 1024;

test(`${MUTATIONS} damaged messages are taken or refused, once each, and cost little memory`, async () => {
  const fixture = path.join(__dirname, 'fixtures', 'mutations.js');
  const { stdout, stderr } = await run(process.execPath, [fixture, MUTATIONS]);
  const { violated, delivered, growth, ...rest } = JSON.parse(stdout);
  expect({ stderr, ...rest }).toEqual({ stderr: '', violatedTwice: 0, isPolluted: false });
  expect(violated).toBeGreaterThan(MUTATIONS / 4);
  expect(delivered).toBeGreaterThan(MUTATIONS / 10);
  expect(growth).toBeLessThan(256 * MIB);
});
