'use strict';

const offloop = require('../../index.js');
const { COMPRESS, DATA_CALLS, DECOMPRESS, expectRejection } = require('./helpers/calls.js');
const { NAMES, rowOf } = require('./helpers/formats.js');

const WRONG_BYTES = [1, null, {}, [1, 2], true];
const WRONG_OPTIONS = ['gzip', 6, null, true, () => {}];

describe.each(Object.entries({ ...COMPRESS, ...DECOMPRESS }))('%s', (_, call) => {
  test.each(['gzip', 'br'])('has no dictionary for %s', async (format) => {
    await expectRejection(
      call(format, { dictionary: 'abc' }),
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      /dictionary/,
    );
  });

  test.each(WRONG_BYTES)('refuses %p as dictionary', async (dictionary) => {
    for (const format of NAMES.filter((name) => rowOf(name).dictionary)) {
      await expectRejection(
        call(format, { dictionary }),
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        /options\.dictionary/,
      );
    }
  });

  test.each(WRONG_OPTIONS)('refuses %p in place of options', async (options) => {
    await expectRejection(call('gzip', options), TypeError, 'ERR_INVALID_ARG_TYPE', /"options"/);
  });

  test.each(['', 'GZIP', 'zip', 'constructor', '__proto__'])(
    'does not know the format %p',
    async (format) => {
      await expectRejection(call(format), TypeError, 'ERR_INVALID_ARG_VALUE', /must be one of: .*gzip/);
    },
  );

  test.each([undefined, null, 1, {}])('refuses %p as format', async (format) => {
    await expectRejection(call(format), TypeError, 'ERR_INVALID_ARG_TYPE', /"format" argument/);
  });
});

describe.each(Object.entries(DATA_CALLS))('%s', (name, call) => {
  test.each([undefined, null, 1, true, {}, [1, 2], Symbol('x'), () => {}])(
    'refuses %p as data',
    async (data) => {
      const argument = name.endsWith('Many')
        ? /^The "inputs\[1\]" argument must be/
        : /^The "data" argument must be/;
      await expectRejection(call(data), TypeError, 'ERR_INVALID_ARG_TYPE', argument);
    },
  );
});

test.each(['compressSync', 'decompressSync'])(
  '%s refuses a Blob, which cannot be read at once',
  async (name) => {
    await expectRejection(DATA_CALLS[name](new Blob(['x'])), TypeError, 'ERR_INVALID_ARG_TYPE', /"data"/);
  },
);

test.each(['compressMany', 'decompressMany'])('%s refuses anything but an array of inputs', async (name) => {
  for (const inputs of [undefined, null, 'abc', Buffer.from('abc'), new Set(), { length: 0 }]) {
    await expectRejection(offloop[name]('gzip', inputs), TypeError, 'ERR_INVALID_ARG_TYPE', /"inputs"/);
  }
});

test('promises reject and nothing is thrown at the call', async () => {
  for (const name of Object.keys({ ...COMPRESS, ...DECOMPRESS }).filter((one) => !one.endsWith('Sync'))) {
    const promise = offloop[name]();
    expect(promise).toBeInstanceOf(Promise);
    await expectRejection(promise, TypeError, 'ERR_INVALID_ARG_TYPE');
  }
});
