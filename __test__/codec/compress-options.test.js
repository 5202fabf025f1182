'use strict';

const { COMPRESS, WRONG_NUMBERS, expectRejection, expectSourceMissing } = require('./helpers/calls.js');
const { FORMATS, NAMES } = require('./helpers/formats.js');

describe.each(Object.entries(COMPRESS))('%s', (name, call) => {
  const settles = name === 'compressFile' ? expectSourceMissing : (promise) => promise;

  test.each(FORMATS)(
    'takes levels of $name to both ends and none beyond',
    async ({ name: format, levels }) => {
      const [first, last] = [levels[0], levels[levels.length - 1]];
      await settles(call(format, { level: first }));
      await settles(call(format, { level: last }));
      for (const level of [first - 1, last + 1]) {
        const words = `The value of "options.level" is out of range. It must be >= ${first} && <= ${last}. Received ${level}`;
        await expectRejection(call(format, { level }), RangeError, 'ERR_OUT_OF_RANGE', exactly(words));
      }
    },
  );

  test.each(FORMATS)(
    'takes windowBits of $name to both ends and none beyond',
    async ({ name: format, windows }) => {
      for (const windowBits of windows) await settles(call(format, { windowBits }));
      for (const windowBits of [windows[0] - 1, windows[1] + 1]) {
        await expectRejection(call(format, { windowBits }), RangeError, 'ERR_OUT_OF_RANGE', /windowBits/);
      }
    },
  );

  test.each(WRONG_NUMBERS)('refuses %s as level and windowBits', async (_, value, Class, code) => {
    for (const format of NAMES) {
      await expectRejection(call(format, { level: value }), Class, code, /options\.level/);
      await expectRejection(call(format, { windowBits: value }), Class, code, /options\.windowBits/);
    }
  });

  test('does not know auto', async () => {
    await expectRejection(
      call('auto'),
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      /gzip, deflate, deflate-raw, br, zstd/,
    );
  });
});

function exactly(words) {
  return new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
