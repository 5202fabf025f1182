'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const ssri = require('ssri');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { wrong } = require('../helpers/values.js');

const { contentDigest, integrity } = offloop;

describe('what is verified', () => {
  const bytes = Buffer.alloc(2_500_000, 'some content');
  const file = path.join(useSharedFolder(), 'file');
  beforeAll(() => fs.writeFileSync(file, bytes));

  test.each([
    ['bytes', () => bytes],
    ['text', () => bytes.toString()],
    ['a Blob', () => new Blob([bytes])],
    ['a file', () => ({ path: file })],
    ['a stream', () => fs.createReadStream(file)],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['an async iterable', () => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)])],
  ])('may be %s', async (_, source) => {
    /** @type {import('../../index.js').IntegrityAlgorithm[]} */
    const algorithms = ['sha256', 'sha512'];
    const expected = ssri.fromData(bytes, { algorithms });
    expect(await integrity(source(), algorithms)).toBe(`${expected.sha256[0]} ${expected.sha512[0]}`);
  });

  /** @type {[string, any, object, string][]} */
  const REFUSED = [
    ['progress of data', 'x', { onProgress() {} }, 'ERR_INVALID_ARG_VALUE'],
    ['the transfer of a file', { path: file }, { transfer: true }, 'ERR_INVALID_ARG_VALUE'],
    ['a number', 5, {}, 'ERR_INVALID_ARG_TYPE'],
    ['a missing file', { path: `${file}-missing` }, {}, 'ENOENT'],
    ['an aborted signal', Readable.from([]), { signal: AbortSignal.abort() }, 'ABORT_ERR'],
  ];

  test.each(REFUSED)('is not %s', async (_, source, options, code) => {
    await expect(integrity(source, ['sha256'], options)).rejects.toMatchObject({ code });
  });

  test('is not of another algorithm', async () => {
    await expect(integrity('x', [wrong('md5')])).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    await expect(contentDigest('x', [wrong('sha')])).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
  });
});

describe('a check', () => {
  const through = async (check, data) => {
    const chunks = [];
    await pipeline(Readable.from([data]), check, async (read) => {
      for await (const chunk of read) chunks.push(chunk);
    });
    return Buffer.concat(chunks);
  };

  test.each([
    ['createIntegrityCheck', integrity],
    ['createContentDigestCheck', contentDigest],
  ])('%s passes what is expected, and fails before the end of anything else', async (name, digest) => {
    const data = Buffer.alloc(3_000_000, 'data');
    const expected = await digest(data);
    const check = offloop[name](expected);
    expect(data.equals(await through(check, data))).toBe(true);
    expect(check.matched).toBe(expected);
    await expect(through(offloop[name](expected), 'other')).rejects.toMatchObject({ code: 'EINTEGRITY' });
    expect(() => offloop[name]('')).toThrow(expect.objectContaining({ code: 'ERR_INTEGRITY_INVALID' }));
  });
});
