'use strict';

const { createSecretKey, generateKeyPairSync } = require('node:crypto');
const offloop = require('../..');
const { MISTAKES } = require('./helpers/mistakes.js');
const { wrong } = require('../helpers/values.js');

describe.each(MISTAKES)('hash(%p)', (args, Class, code, words) => {
  test('throws from hashSync, and rejects from hash and hashMany', async () => {
    const [algorithm, data, options] = args;
    const isDataWrong = words.includes('"data"') || (words.startsWith('Received') && options === undefined);
    const calls = [
      () => offloop.hash(...args),
      async () => offloop.hashSync(...args),
      () => offloop.hashMany(algorithm, isDataWrong ? ['x', data] : [data], options),
    ];
    for (const call of calls) {
      const error = await call().catch((reason) => reason);
      expect(error).toBeInstanceOf(Class);
      expect(error.code).toBe(code);
      expect(error.message).toContain(isDataWrong ? words.replace('"data"', '"').split('"')[0] : words);
      expect(error.stack).toContain(`${Class.name} [${code}]: ${error.message}`);
    }
  });
});

test('a bad input of many is named by its index', async () => {
  await expect(offloop.hashMany('sha256', ['a', wrong(5)])).rejects.toThrow(
    'The "inputs[1]" argument must be',
  );
  await expect(offloop.hashMany('sha256', wrong('ab'))).rejects.toThrow(
    'The "inputs" argument must be an instance of Array',
  );
});

test('hashSync refuses a Blob, which cannot be read at once', () => {
  expect(() => offloop.hashSync('sha256', wrong(new Blob(['x'])))).toThrow(TypeError);
});

test('a secret KeyObject is a key, and no other', async () => {
  const key = createSecretKey(Buffer.from('secret'));
  expect(await offloop.hash('sha256', 'x', { key })).toBe(offloop.hashSync('sha256', 'x', { key: 'secret' }));
  const { publicKey } = generateKeyPairSync('ed25519');
  await expect(offloop.hash('sha256', 'x', { key: publicKey })).rejects.toMatchObject({
    name: 'TypeError',
    code: 'ERR_INVALID_ARG_TYPE',
  });
});

test('promise functions never throw', async () => {
  for (const name of [
    'hash',
    'hashMany',
    'hashFile',
    'hashFiles',
    'compress',
    'decompress',
    'compressMany',
  ]) {
    const promise = offloop[name]();
    expect(promise).toBeInstanceOf(Promise);
    await expect(promise).rejects.toBeInstanceOf(TypeError);
  }
});

test('the stack of a rejection names the caller', async () => {
  async function theCaller() {
    await offloop.decompress('gzip', 'no gzip');
  }
  const error = await theCaller().catch((reason) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error.stack).toContain('theCaller');
});
