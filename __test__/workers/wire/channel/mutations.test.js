'use strict';

const path = require('node:path');
const { runProgram } = require('../../../helpers/program.js');

const MUTATIONS = 100_000;
const MIB = 1024 * 1024;

test(`${MUTATIONS} damaged messages are taken or refused, once each, and cost little memory`, () => {
  const fixture = path.join(__dirname, 'fixtures', 'mutations.js');
  const { status, stdout, stderr } = runProgram(process.execPath, [fixture, String(MUTATIONS)]);
  const { violated, delivered, growth, ...rest } = JSON.parse(stdout);
  expect({ status, stderr, ...rest }).toEqual({ status: 0, stderr: '', violatedTwice: 0, isPolluted: false });
  expect(violated).toBeGreaterThan(MUTATIONS / 4);
  expect(delivered).toBeGreaterThan(MUTATIONS / 10);
  expect(growth).toBeLessThan(256 * MIB);
});
