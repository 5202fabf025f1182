'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Readable } = require('node:stream');
const fc = require('fast-check');
const { parseJsonLines } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');

const all = async (source, options) => {
  const values = [];
  for await (const value of parseJsonLines(source, options)) values.push(value);
  return values;
};

const TEXT = '{"a":"é😀"}\r\n\n  \t\r\n[1,2]\n"last"';
const VALUES = [{ a: 'é😀' }, [1, 2], 'last'];
const BYTES = Buffer.from(TEXT);

async function* each(chunks) {
  yield* chunks;
}

const file = path.join(useSharedFolder(), 'values.ndjson');
beforeAll(() => fs.writeFileSync(file, TEXT));

test.each([
  ['text', () => TEXT],
  ['a Buffer', () => BYTES],
  ['a DataView', () => new DataView(new Uint8Array(BYTES).buffer)],
  ['an ArrayBuffer', () => new Uint8Array(BYTES).buffer],
  [
    'a SharedArrayBuffer',
    () => {
      const shared = new SharedArrayBuffer(BYTES.length);
      new Uint8Array(shared).set(BYTES);
      return shared;
    },
  ],
  ['a Blob', () => new Blob([BYTES])],
  ['a path', () => ({ path: file })],
  ['a Readable', () => fs.createReadStream(file, { highWaterMark: 3 })],
  ['a Readable of text', () => fs.createReadStream(file, { encoding: 'utf8', highWaterMark: 3 })],
  ['a web stream', () => new Blob([BYTES]).stream()],
  ['an iterable of text, a unit each', () => each(TEXT.split(''))],
  ['an iterable of bytes, one each', () => each([...BYTES].map((byte) => Uint8Array.of(byte)))],
])('reads lines of %s', async (_, source) => {
  expect(await all(source())).toEqual(VALUES);
});

test('reads what was written, wherever it is cut', async () => {
  const cases = fc.tuple(fc.array(fc.jsonValue()), fc.array(fc.nat(200)));
  await fc.assert(
    fc.asyncProperty(cases, async ([values, cuts]) => {
      const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      const ends = [...cuts, bytes.length].sort((a, b) => a - b);
      const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
      const plain = values.map((value) => JSON.parse(JSON.stringify(value)));
      expect(await all(each(chunks))).toEqual(plain);
    }),
    { numRuns: 100 },
  );
});

test('names the line that is not JSON', async () => {
  const error = await all('1\n\n{"a":}\n').catch((reason) => reason);
  expect(error).toBeInstanceOf(SyntaxError);
  expect(error.line).toBe(3);
  expect(error.message).toMatch(/\(line 3\)$/);
});

test('gives each value to the reviver, and its errors as they are', async () => {
  const reviver = (key, value) => (key === 'a' ? value * 2 : value);
  expect(await all('{"a":1}\n{"a":2}', { reviver })).toEqual([{ a: 2 }, { a: 4 }]);
  const error = new SyntaxError('mine');
  const fails = () => {
    throw error;
  };
  await expect(all('1', { reviver: fails })).rejects.toBe(error);
});

test.each([
  ['whole', () => '1\n12345\n'],
  ['without an end', () => each(['1\n', ...Array(100).fill('1')])],
])('refuses a line that is too long, %s', async (_, source) => {
  const refusal = { code: 'ERR_BUFFER_TOO_LARGE', line: 2 };
  await expect(all(source(), { maxLineLength: 4 })).rejects.toMatchObject(refusal);
});

const endless = () => {
  const stream = new Readable({
    read() {
      this.push('1\n');
    },
  });
  return stream;
};

test('destroys the source when the loop is left, on an error and on an abort', async () => {
  const left = endless();
  for await (const value of parseJsonLines(left)) if (value === 1) break;
  expect(left.destroyed).toBe(true);

  const wrong = Readable.from(['x\n', '1\n']);
  await expect(all(wrong)).rejects.toThrow(SyntaxError);
  expect(wrong.destroyed).toBe(true);

  const aborted = endless();
  const signal = AbortSignal.timeout(20);
  await expect(all(aborted, { signal })).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(aborted.destroyed).toBe(true);
});

test('an abort ends waiting for a source that gives nothing', async () => {
  const silent = new Readable({ read() {} });
  const options = { signal: AbortSignal.timeout(20) };
  await expect(all(silent, options)).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(silent.destroyed).toBe(true);
});

test.each([
  [1, undefined, { code: 'ERR_INVALID_ARG_TYPE' }],
  [null, undefined, { code: 'ERR_INVALID_ARG_TYPE' }],
  [{ path: 1 }, undefined, { code: 'ERR_INVALID_ARG_TYPE' }],
  [{ path: '/does/not/exist' }, undefined, { code: 'ENOENT' }],
  ['1', { maxLineLength: 0 }, { code: 'ERR_OUT_OF_RANGE' }],
  ['1', { reviver: 1 }, { code: 'ERR_INVALID_ARG_TYPE' }],
])('refuses %j with %j', async (source, options, refusal) => {
  await expect(all(source, options)).rejects.toMatchObject(refusal);
});
