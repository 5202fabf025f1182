'use strict';

const path = require('node:path');
const { firstCalls } = require('./helpers/first-calls.js');

const testWhereLimitsAre = process.platform === 'win32' ? test.skip : test;

testWhereLimitsAre('work on data in memory opens no file, also when it is first called late', () => {
  const { descriptors, ...outcomes } = firstCalls(path.join(__dirname, '../..'));
  expect(descriptors).toBe('EMFILE');
  const names = Object.keys(outcomes);
  expect(names).not.toHaveLength(0);
  expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, 'resolved'])));
});
