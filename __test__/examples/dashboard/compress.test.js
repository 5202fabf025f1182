'use strict';

const zlib = require('node:zlib');
const { compressSync, decompressSync } = require('offloop');
const { MAX_BODY } = require('../../../examples/dashboard/app.js');
const { MAX_OUTPUT } = require('../../../examples/dashboard/routes/decompress.js');
const { post } = require('../helpers/request.js');
const { MODES, served } = require('../helpers/served.js');

const TEXT = Buffer.alloc(200_000, 'text that is worth compressing, ');
const HEADER = { gzip: 'gzip', 'x-gzip': 'gzip', GZIP: 'gzip', deflate: 'deflate', br: 'br', zstd: 'zstd' };
/** @typedef {import('offloop').CompressionFormat} Format */
/** @typedef {(whole: Buffer) => Buffer | undefined} Damage */

const FORMATS = ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd'];
/** @type {Format[]} */
const CODINGS = ['gzip', 'deflate', 'br', 'zstd'];
const DECOMPRESS = {
  gzip: zlib.gunzipSync,
  deflate: zlib.inflateSync,
  'deflate-raw': zlib.inflateRawSync,
  br: zlib.brotliDecompressSync,
  zstd: zlib.zstdDecompressSync ?? ((body) => decompressSync('zstd', body)),
};

/** Node 22 takes a Zstandard frame that ends too early for a whole one. */
function nodeRefuses(format, damage) {
  try {
    DECOMPRESS[format](damage(compressSync(format, TEXT)) ?? Buffer.alloc(0));
    return false;
  } catch {
    return true;
  }
}

describe.each(MODES)('with %s', (mode) => {
  const server = served({ OFFLOAD: mode });
  const has = (format) => format !== 'zstd' || mode === 'offloop' || 'zstdCompress' in zlib;
  const decompress = (coding, body) => post(server.url, '/decompress', body, { 'content-encoding': coding });

  describe('POST /compress/:format', () => {
    test.each(FORMATS.filter(has))('makes %s', async (format) => {
      const { status, headers, body } = await post(server.url, `/compress/${format}`, TEXT);
      expect({ status, type: headers['content-type'] }).toEqual({
        status: 200,
        type: 'application/octet-stream',
      });
      expect(body.length).toBeLessThan(TEXT.length / 10);
      expect(DECOMPRESS[format](body).equals(TEXT)).toBe(true);
    });

    test.each(['lzma', 'constructor', 'auto'])('refuses %s with 404', async (format) => {
      const { status, json } = await post(server.url, `/compress/${format}`, TEXT);
      expect({ status, code: json.error.code }).toEqual({ status: 404, code: 'ERR_NO_FORMAT' });
    });

    test('refuses a body over the limit with 413', async () => {
      expect((await post(server.url, '/compress/gzip', Buffer.alloc(MAX_BODY + 1))).status).toBe(413);
    });
  });

  describe('POST /decompress', () => {
    test.each(Object.entries(HEADER).filter(([, format]) => has(format)))(
      'undoes Content-Encoding %s',
      async (coding, format) => {
        const packed = compressSync(/** @type {Format} */ (format), TEXT);
        const { status, body } = await decompress(coding, packed);
        expect(status).toBe(200);
        expect(body.equals(TEXT)).toBe(true);
      },
    );

    test.each(CODINGS.filter(has))('stops %s at the cap with 413', async (format) => {
      const zeros = compressSync(format, Buffer.alloc(MAX_OUTPUT + 1));
      const { status, json } = await decompress(format, zeros);
      expect({ status, code: json.error.code }).toEqual({ status: 413, code: 'ERR_BUFFER_TOO_LARGE' });
    });

    /** @type {[string, Damage][]} */
    const damages = [
      ['bytes of something else', () => Buffer.from('neither of these formats begins like this')],
      ['a body that ends too early', (whole) => whole.subarray(0, whole.length / 2)],
      ['no body', () => undefined],
    ];
    /** @type {[Format, string, Damage][]} */
    const table = CODINGS.filter(has).flatMap((format) =>
      damages.map(([name, damage]) => [format, name, damage]),
    );
    const refused = table.filter(([format, , damage]) => mode === 'offloop' || nodeRefuses(format, damage));
    test.each(refused)('refuses as %s %s with 400', async (format, _, damage) => {
      const { status, json } = await decompress(format, damage(compressSync(format, TEXT)));
      expect(status).toBe(400);
      expect(json).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    });

    test.each(['identity', 'lzma', 'gzip, br', 'auto', 'constructor'])(
      'refuses %s with 415',
      async (coding) => {
        const { status, headers, json } = await decompress(coding, TEXT);
        expect({ status, code: json.error.code }).toEqual({ status: 415, code: 'ERR_UNKNOWN_CODING' });
        expect(headers['accept-encoding']).toMatch(/^gzip, x-gzip, deflate, br/);
      },
    );

    test('refuses a body without Content-Encoding with 415', async () => {
      expect((await post(server.url, '/decompress', TEXT)).status).toBe(415);
    });
  });
});
