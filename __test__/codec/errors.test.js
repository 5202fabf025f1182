'use strict';

const offloop = require('../../index.js');
const { COMPRESS, DATA_CALLS, DECOMPRESS, expectRejection } = require('./helpers/calls.js');

/** The name of a function on the stack of every refusal: it is this one that called. */
async function theCaller(call, ...args) {
  return call(...args).then(
    () => undefined,
    (error) => error,
  );
}

describe.each(Object.entries({ ...COMPRESS, ...DECOMPRESS }))('an error of %s', (_, call) => {
  test.each([
    ['bad arguments', 'zip', {}],
    ['bad options', 'gzip', { windowBits: 'x' }],
  ])(
    'for %s has a stack that names the caller, headed by class and code',
    async (_title, format, options) => {
      const error = await theCaller(call, format, options);
      expect(error.stack).toMatch(/^TypeError \[ERR_INVALID_ARG_(TYPE|VALUE)\]: The /);
      expect(error.stack).toMatch(/theCaller/);
      expect(Object.keys(error)).toEqual(['code']);
      expect(error.name).toBe('TypeError');
    },
  );
});

test('the error of one input among many is that input’s own', async () => {
  const good = offloop.compressSync('gzip', 'fine');
  const call = offloop.decompressMany('gzip', [good, good.subarray(0, 9), good]);
  await expectRejection(call, Error, 'Z_BUF_ERROR', /^unexpected end of file$/);
});

test('errors of the data are Errors of this realm', async () => {
  const promise = offloop.decompress('gzip', 'not gzip');
  await expectRejection(promise, Error, 'Z_DATA_ERROR', /^incorrect header check$/);
  expect(() => offloop.decompressSync('gzip', 'not gzip')).toThrow(Error);
  const large = offloop.decompress('gzip', offloop.compressSync('gzip', 'xyz'), { maxOutputLength: 2 });
  await expectRejection(large, RangeError, 'ERR_BUFFER_TOO_LARGE');
});

describe('the stack of an error of the data', () => {
  const BAD = ['not gzip', Buffer.alloc(3 << 20, 'not gzip')];
  const awaitingCaller = async (call) => {
    await call();
  };
  test.each(Object.entries(DATA_CALLS).filter(([name]) => name.startsWith('decompress')))(
    'of %s names the caller',
    async (_, call) => {
      for (const data of BAD) {
        const error = await awaitingCaller(() => call(data)).catch((reason) => reason);
        expect(error.stack).toMatch(/^Error: incorrect header check\n/);
        expect(error.stack).toMatch(/awaitingCaller/);
      }
    },
  );
});
