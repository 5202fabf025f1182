'use strict';

const crypto = require('node:crypto');
const offloop = require('../../index.js');
const { wrong } = require('../helpers/values.js');

const ENCODINGS = /** @type {const} */ (['hex', 'base64', 'base64url']);

/**
 * What is digested, and with which options of the stream.
 * @type {[string, 'base64url' | undefined][]}
 */
const STREAMS = [
  ['without options', undefined],
  ['with an encoding of its own', 'base64url'],
];

describe.each(STREAMS)('createHash %s', (_, options) => {
  test.each(ENCODINGS)('gives the digest in the encoding that digest() names: %s', async (encoding) => {
    const expected = crypto.createHash('sha256').update('a').digest(encoding);
    expect(await offloop.createHash('sha256', options).update('a').digest(encoding)).toBe(expected);
  });

  test('gives bytes for buffer, and each encoding of one digest', async () => {
    const hash = offloop.createHash('sha256', options).update('a');
    const bytes = await hash.digest('buffer');
    expect(bytes).toEqual(crypto.createHash('sha256').update('a').digest());
    expect(await hash.digest('base64')).toBe(bytes.toString('base64'));
    expect(hash.digest()).toBe(hash.digest());
  });
});

test('several algorithms have their digests in the encoding that digest() names', async () => {
  const digests = await offloop.createHash(['sha256', 'md5']).update('a').digest('base64');
  expect(digests).toEqual({
    sha256: crypto.createHash('sha256').update('a').digest('base64'),
    md5: crypto.createHash('md5').update('a').digest('base64'),
  });
});

test.each([
  ['latin2', 'ERR_INVALID_ARG_VALUE'],
  [null, 'ERR_INVALID_ARG_TYPE'],
  [{ encoding: 'hex' }, 'ERR_INVALID_ARG_TYPE'],
])('digest(%p) is refused', async (encoding, code) => {
  const hash = offloop.createHash('sha256').update('a');
  await expect(hash.digest(wrong(encoding))).rejects.toMatchObject({ code });
  expect(await hash.digest()).toHaveLength(64);
});

const callback = () => {
  throw new Error('called');
};

/**
 * Arguments that functions of the same name have elsewhere, and ours do not.
 * @type {[string, () => Promise<unknown>][]}
 */
const IGNORED = [
  ['compress', () => wrong(offloop.compress)('gzip', 'a', {}, callback)],
  ['decompress', () => wrong(offloop.decompress)('gzip', 'a', {}, callback)],
  ['scrypt', () => wrong(offloop.scrypt)('a', 'b', 16, { N: 2 }, callback)],
  ['execFile', () => wrong(offloop.execFile)('true', [], {}, callback)],
  ['execFile without arguments', () => wrong(offloop.execFile)('true', {}, callback)],
  ['stringifyJson', () => wrong(offloop.stringifyJson)([1], undefined, 2)],
  ['createStringify', async () => wrong(offloop.createStringify)([1], undefined, 2)],
  ['copy', async () => wrong(offloop.createHash('shake128')).copy({ outputLength: 9 })],
];

test.each(IGNORED)('%s refuses an argument behind its last one', async (_, call) => {
  await expect(call()).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
});
