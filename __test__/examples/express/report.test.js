'use strict';

const zlib = require('node:zlib');
const { decompressSync } = require('offloop');
const { request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

const DECODE = {
  br: zlib.brotliDecompressSync,
  gzip: zlib.gunzipSync,
  zstd: (body) => decompressSync('zstd', body),
  identity: (body) => body,
};

describe('GET /report', () => {
  const server = servedExample({});
  const report = (query, accepted) => {
    /** @type {Record<string, string>} */
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
    return request(server.url, `/report${query}`, { headers });
  };

  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.1, zstd;q=0.9, gzip;q=0.8', 'zstd'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate, compress', 'identity'],
  ])('to Accept-Encoding %j answers in %s', async (accepted, encoding) => {
    const { status, headers, body } = await report('?rows=500', accepted);
    expect(status).toBe(200);
    expect(headers['content-encoding'] ?? 'identity').toBe(encoding);
    expect(headers).toMatchObject({
      vary: 'Accept-Encoding',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
    });
    expect(JSON.parse(DECODE[encoding](body))).toHaveLength(500);
  });
});
