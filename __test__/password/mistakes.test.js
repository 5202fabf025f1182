'use strict';

const crypto = require('node:crypto');
const offloop = require('../..');
const { AS_NODE, OURS } = require('./helpers/mistakes.js');

describe.each(Object.entries(AS_NODE))('%s', (name, calls) => {
  test.each(calls.map((args) => [args]))('%j is refused as by node:crypto', async (args) => {
    const error = await offloop[name](...args).catch((reason) => reason);
    const expected = thrownBy(() => crypto[`${name}Sync`](...args));
    expect({ name: error.name, code: error.code }).toEqual({ name: expected.name, code: expected.code });
    expect(error.stack).toContain(`${error.name} [${error.code}]: ${error.message}`);
  });
});

function thrownBy(call) {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

test.each(OURS)('%s(...%j) is refused', async (name, args, Class, code) => {
  const promise = offloop[name](...args);
  expect(promise).toBeInstanceOf(Promise);
  const error = await promise.catch((reason) => reason);
  expect(error).toBeInstanceOf(Class);
  expect(error.code).toBe(code);
  expect(error.message).not.toContain('pepper');
});

test.each([
  [[5], 'ERR_INVALID_ARG_TYPE'],
  [['plain'], 'ERR_PASSWORD_HASH_INVALID'],
  [['$2b$', { algorithm: 'md5' }], 'ERR_INVALID_ARG_VALUE'],
  [['$2b$', 5], 'ERR_INVALID_ARG_TYPE'],
])('needsRehash(...%j) throws', (args, code) => {
  expect(() => offloop.needsRehash(.../** @type {[any, any?]} */ (args))).toThrow(
    expect.objectContaining({ code }),
  );
});

test('memory that the system does not have is an error', async () => {
  const call = offloop.scrypt('p', 's', 8, { N: 2 ** 31, r: 2 ** 13, maxmem: Number.MAX_SAFE_INTEGER });
  await expect(call).rejects.toMatchObject({ code: 'ERR_MEMORY_ALLOCATION_FAILED' });
});
