'use strict';

const { promisify } = require('node:util');
const zlib = require('node:zlib');
const ours = require('../../zlib.js');
const { PAIRS, callOf } = require('./helpers/classes.js');

describe.each(PAIRS)('with info: true', ({ pack, unpack }) => {
  const packed = zlib[`${callOf(pack)}Sync`]('data');

  test.each([
    [pack, 'data', zlib[`${callOf(unpack)}Sync`]],
    [unpack, packed, (bytes) => bytes],
  ])('%s gives an engine of the exported class', async (name, input, decoded) => {
    const call = callOf(name);
    for (const { buffer, engine } of [
      ours[`${call}Sync`](input, { info: true }),
      await promisify(ours[call])(input, { info: true }),
    ]) {
      expect(decoded(buffer).toString()).toBe('data');
      expect(engine).toBeInstanceOf(ours[name]);
      expect(engine.constructor).toBe(ours[name]);
      expect(engine.bytesWritten).toBe(input.length);
    }
    expect(Buffer.isBuffer(ours[`${call}Sync`](input))).toBe(true);
  });

  test('errors come as without it', async () => {
    const wrong = Buffer.from('not what it should be');
    const failing = promisify(ours[callOf(unpack)])(wrong, { info: true });
    const { code } = await failing.catch((error) => error);
    expect(code).toBe((await promisify(zlib[callOf(unpack)])(wrong).catch((error) => error)).code);
  });
});
