'use strict';

const childProcess = require('node:child_process');
const crypto = require('node:crypto');
const { promisify } = require('node:util');
const offloop = require('../../index.js');
const { wrong } = require('../helpers/values.js');

/** Functions of node that return their results, with those names here. */
const WITHOUT_CALLBACK = ['createHash', 'hash'];
/** Of Node 24: older versions do not have them. */
const NEWER = ['argon2'];

const shared = Object.keys(offloop).filter((name) => name in crypto || name in childProcess);
const NAMES = [...new Set([...shared, ...NEWER])].filter((name) => !WITHOUT_CALLBACK.includes(name));

test.each(NAMES)('util.promisify gives %s itself, whose name has a callback in node', (name) => {
  const call = wrong(offloop)[name];
  expect(promisify(call)).toBe(call);
  expect(Object.keys(call)).toEqual([]);
});

test('a command is called as by code that promisified that of node', async () => {
  const program = ['-e', 'console.log(1); console.error(2)'];
  const expected = await promisify(childProcess.execFile)(process.execPath, program);
  expect(await promisify(offloop.execFile)(process.execPath, program)).toEqual(expected);
  const failing = ['-e', 'process.exit(3)'];
  await expect(promisify(offloop.execFile)(process.execPath, failing)).rejects.toMatchObject({ code: 3 });
});

test('a key is derived as by code that promisified that of node', async () => {
  const expected = await promisify(crypto.pbkdf2)('a', 'b', 2, 8, 'sha256');
  expect(await promisify(offloop.pbkdf2)('a', 'b', 2, 8, 'sha256')).toEqual(expected);
});
