'use strict';

const { compress, decompress } = require('../..');

const DATA = Buffer.alloc(5000, 'abc');

test('gzip has no window of 8 bits, as in node', async () => {
  await expect(compress('gzip', DATA, { windowBits: 8 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
});

test('a window of 8 bits counts as 9 for deflate, as in zlib', async () => {
  const bytes = await compress('deflate', DATA, { windowBits: 8 });
  await expect(decompress('deflate', bytes, { windowBits: 9 })).resolves.toEqual(DATA);
  await expect(decompress('deflate', bytes, { windowBits: 8 })).rejects.toMatchObject({
    code: 'Z_DATA_ERROR',
  });
});
