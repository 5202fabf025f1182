'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { Readable } = require('node:stream');
const { buffer } = require('node:stream/consumers');
const zlib = require('node:zlib');
const offloop = require('../../..');
const ours = require('../../../zlib.js');
const { BYTES, folder } = require('../helpers.js');

const FORMATS = /** @type {const} */ (['gzip', 'deflate', 'deflate-raw', 'br', 'zstd']);

/** @type {import('../helpers.js').Check[]} */
module.exports = [
  ...FORMATS.map(
    (format) =>
      /** @type {import('../helpers.js').Check} */ ([
        `compress and decompress: ${format}`,
        async () => {
          const packed = await offloop.compress(format, BYTES);
          assert.ok(packed.length < BYTES.length);
          assert.deepEqual(await offloop.decompress(format, packed), BYTES);
        },
      ]),
  ),
  ...FORMATS.map(
    (format) =>
      /** @type {import('../helpers.js').Check} */ ([
        `createCompress and createDecompress: ${format}`,
        async () => {
          const packed = Readable.from([BYTES, BYTES]).pipe(offloop.createCompress(format));
          const whole = await buffer(packed.pipe(offloop.createDecompress(format)));
          assert.deepEqual(whole, Buffer.concat([BYTES, BYTES]));
        },
      ]),
  ),
  [
    'compress: gzip is read by node:zlib, and the other way round',
    async () => {
      assert.deepEqual(zlib.gunzipSync(await offloop.compress('gzip', BYTES)), BYTES);
      assert.deepEqual(await offloop.decompress('auto', zlib.gzipSync(BYTES)), BYTES);
    },
  ],
  [
    'compressSync and decompressSync',
    async () => assert.deepEqual(offloop.decompressSync('gzip', offloop.compressSync('gzip', BYTES)), BYTES),
  ],
  [
    'compressMany and decompressMany',
    async () => {
      const packed = await offloop.compressMany('gzip', [BYTES, BYTES]);
      assert.deepEqual(await offloop.decompressMany('gzip', packed), [BYTES, BYTES]);
    },
  ],
  [
    'compressFile and decompressFile',
    () =>
      folder(async (at) => {
        const [plain, packed, back] = ['a', 'a.gz', 'b'].map((name) => path.join(at, name));
        fs.writeFileSync(plain, BYTES);
        await offloop.compressFile('gzip', plain, packed);
        await offloop.decompressFile('gzip', packed, back);
        assert.deepEqual(fs.readFileSync(back), BYTES);
      }),
  ],
  [
    'compressionStream and decompressionStream',
    async () => {
      const packed = new Blob([BYTES]).stream().pipeThrough(offloop.compressionStream('gzip'));
      const whole = new Response(packed.pipeThrough(offloop.decompressionStream('gzip')));
      assert.deepEqual(Buffer.from(await whole.arrayBuffer()), BYTES);
    },
  ],
  [
    'decompress: damaged data rejects with Z_DATA_ERROR',
    () => assert.rejects(offloop.decompress('gzip', Buffer.alloc(99, 7)), { code: 'Z_DATA_ERROR' }),
  ],
  [
    'decompress: output beyond its limit rejects',
    () =>
      assert.rejects(offloop.decompress('gzip', zlib.gzipSync(BYTES), { maxOutputLength: 10 }), {
        code: 'ERR_BUFFER_TOO_LARGE',
      }),
  ],
  [
    'offloop/zlib: gzip and gunzip with callbacks',
    async () => {
      const packed = await new Promise((resolve, reject) => {
        ours.gzip(BYTES, (error, result) => (error ? reject(error) : resolve(result)));
      });
      assert.deepEqual(zlib.gunzipSync(packed), BYTES);
    },
  ],
  [
    'offloop/zlib: streams',
    async () => {
      const packed = Readable.from([BYTES]).pipe(ours.createGzip());
      assert.deepEqual(await buffer(packed.pipe(ours.createGunzip())), BYTES);
    },
  ],
];
