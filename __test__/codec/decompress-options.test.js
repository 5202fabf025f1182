'use strict';

const { DECOMPRESS, WRONG_NUMBERS, expectRejection, expectSourceMissing } = require('./helpers/calls.js');
const { FORMATS, NAMES } = require('./helpers/formats.js');

const WRONG_FLAGS = [1, 'true', null, {}];

describe.each(Object.entries(DECOMPRESS))('%s', (name, call) => {
  const settles = name === 'decompressFile' ? expectSourceMissing : (promise) => promise;
  const windowed = FORMATS.flatMap(({ name: format, acceptedWindows: ends }) =>
    ends ? [{ format, ends }] : [],
  );

  test.each(windowed)(
    'takes windowBits of $format to both ends and none beyond',
    async ({ format, ends }) => {
      await settles(call(format, { windowBits: ends[1] }));
      for (const windowBits of [ends[0] - 1, ends[1] + 1]) {
        await expectRejection(call(format, { windowBits }), RangeError, 'ERR_OUT_OF_RANGE', /windowBits/);
      }
    },
  );

  test.each(['br', 'auto'])('has no windowBits for %s', async (format) => {
    await expectRejection(call(format, { windowBits: 15 }), TypeError, 'ERR_INVALID_ARG_VALUE', /windowBits/);
  });

  test.each(WRONG_NUMBERS)('refuses %s as maxOutputLength', async (_, maxOutputLength, Class, code) => {
    await expectRejection(call('gzip', { maxOutputLength }), Class, code, /options\.maxOutputLength/);
  });

  test.each([0, -1, 2 ** 53])('refuses %d as maxOutputLength', async (maxOutputLength) => {
    await expectRejection(
      call('gzip', { maxOutputLength }),
      RangeError,
      'ERR_OUT_OF_RANGE',
      /maxOutputLength/,
    );
  });

  test.each([9, Infinity, Number.MAX_SAFE_INTEGER])(
    'takes %d as maxOutputLength',
    async (maxOutputLength) => {
      for (const format of NAMES) await settles(call(format, { maxOutputLength }));
    },
  );

  test.each(WRONG_FLAGS)('refuses %p as rejectGarbageAfterEnd', async (rejectGarbageAfterEnd) => {
    const promise = call('gzip', { rejectGarbageAfterEnd });
    await expectRejection(promise, TypeError, 'ERR_INVALID_ARG_TYPE', /options\.rejectGarbageAfterEnd/);
  });
});
