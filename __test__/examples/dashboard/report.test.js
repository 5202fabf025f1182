'use strict';

const zlib = require('node:zlib');
const { decompressSync } = require('offloop');
const { request } = require('../helpers/request.js');
const { MODES, served } = require('../helpers/served.js');

const ZSTD_IN_NODE = 'zstdCompress' in zlib;
const DECODE = {
  br: zlib.brotliDecompressSync,
  gzip: zlib.gunzipSync,
  zstd: (body) => decompressSync('zstd', body),
  identity: (body) => body,
};

/** Accept-Encoding, the encoding of the answer, and that where zstd cannot be made. */
const ACCEPTED = [
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['zstd', 'zstd', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate, zstd', 'zstd', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0.1, zstd;q=0.9, gzip;q=0.8', 'zstd', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*, br;q=0', 'zstd', 'gzip'],
  ['*;q=0.1, gzip;q=0.2', 'gzip'],
  ['identity, gzip;q=0.5', 'identity'],
  ['deflate, compress', 'identity'],
  ['GZIP', 'gzip'],
  ['br;q=0, *;q=0, gzip;q=0.001', 'gzip'],
];

describe.each(MODES)('GET /report with %s', (mode) => {
  const server = served({ OFFLOAD: mode });
  const hasZstd = mode === 'offloop' || ZSTD_IN_NODE;
  const report = (query, accepted) => {
    /** @type {Record<string, string>} */
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
    return request(server.url, `/report${query}`, { headers });
  };

  test.each(ACCEPTED)('to Accept-Encoding %j answers in %s', async (accepted, best, otherwise = best) => {
    const encoding = hasZstd ? best : otherwise;
    const { status, headers, body } = await report('?rows=500', accepted);
    expect(status).toBe(200);
    expect(headers['content-encoding'] ?? 'identity').toBe(encoding);
    expect(headers).toMatchObject({
      vary: 'Accept-Encoding',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headers['content-length']).toBe(String(body.length));
    expect(JSON.parse(DECODE[encoding](body))).toHaveLength(500);
  });

  test('refuses with 406 a client that accepts nothing', async () => {
    const { status, headers, json } = await report('', 'identity;q=0, *;q=0');
    expect({ status, vary: headers.vary }).toEqual({ status: 406, vary: 'Accept-Encoding' });
    expect(json.error.code).toBe('ERR_NOT_ACCEPTABLE');
  });

  test.each([
    ['', 1000],
    ['?rows=1', 1],
    ['?rows=20000', 20_000],
  ])('%s has as many rows as that', async (query, rows) => {
    expect((await report(query)).json).toHaveLength(rows);
  });

  test.each(['?rows=0', '?rows=20001', '?rows=-1', '?rows=1e3', '?rows=x', '?rows=', '?rows=1&rows=2'])(
    'refuses %s with 400',
    async (query) => {
      const { status, json } = await report(query);
      expect({ status, code: json.error.code }).toEqual({ status: 400, code: 'ERR_BAD_QUERY' });
    },
  );

  test('answers HEAD as GET without the body', async () => {
    const options = { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } };
    const { status, headers, body } = await request(server.url, '/report', options);
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(body).toHaveLength(0);
  });
});
