'use strict';

const { createHash } = require('node:crypto');
const { MAX_BODY } = require('../../../examples/dashboard/app.js');
const { post } = require('../helpers/request.js');
const { MODES, served } = require('../helpers/served.js');

const BODY = Buffer.alloc(300_000, 'a body that is digested on the pool');
const DIGESTS = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512'];

function expected(algorithms, body) {
  return Object.fromEntries(algorithms.map((name) => [name, createHash(name).update(body).digest('hex')]));
}

describe.each(MODES)('POST /digest with %s', (mode) => {
  const server = served({ OFFLOAD: mode });

  test('gives all digests that are asked for', async () => {
    const { status, json } = await post(server.url, `/digest?algorithms=${DIGESTS.join(',')}`, BODY);
    expect(status).toBe(200);
    expect(json).toEqual({ size: BODY.length, digests: expected(DIGESTS, BODY) });
  });

  test('gives SHA-256 when nothing is asked for, of any type of body', async () => {
    const { json } = await post(server.url, '/digest', '{"not":"parsed"', {
      'content-type': 'application/json',
    });
    expect(json.digests).toEqual(expected(['sha256'], '{"not":"parsed"'));
  });

  test('digests an empty body', async () => {
    const { json } = await post(server.url, '/digest');
    expect(json).toEqual({ size: 0, digests: expected(['sha256'], '') });
  });

  test.each([
    ['an unknown algorithm', '?algorithms=sha256,nonsense', 'ERR_CRYPTO_INVALID_DIGEST'],
    ['the name of an object member', '?algorithms=constructor', 'ERR_CRYPTO_INVALID_DIGEST'],
    ['an empty name', '?algorithms=sha256,', 'ERR_BAD_QUERY'],
    ['no name', '?algorithms=', 'ERR_BAD_QUERY'],
    ['the parameter twice', '?algorithms=sha1&algorithms=md5', 'ERR_BAD_QUERY'],
    ['too many names', '?algorithms=a,b,c,d,e,f,g,h,i', 'ERR_BAD_QUERY'],
  ])('refuses %s with 400', async (_, query, code) => {
    const { status, json } = await post(server.url, `/digest${query}`, BODY);
    expect(status).toBe(400);
    expect(json).toEqual({ error: { code, message: expect.any(String) } });
  });

  test('refuses a body over the limit with 413', async () => {
    const { status, json } = await post(server.url, '/digest', Buffer.alloc(MAX_BODY + 1));
    expect(status).toBe(413);
    expect(json.error.code).toBe('entity.too.large');
  });

  test('refuses an encoded body with 415', async () => {
    const { status, json } = await post(server.url, '/digest', 'x', { 'content-encoding': 'gzip' });
    expect(status).toBe(415);
    expect(json.error.code).toBe('encoding.unsupported');
  });
});

describe('POST /digest?algorithms=blake3', () => {
  const BLAKE3_OF_NOTHING = 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262';
  const known = served({ OFFLOAD: 'offloop' });
  const unknown = served({ OFFLOAD: 'node-async' });

  test('is digested by offloop', async () => {
    const { json } = await post(known.url, '/digest?algorithms=blake3');
    expect(json.digests).toEqual({ blake3: BLAKE3_OF_NOTHING });
  });

  test('is refused with 400 where node lacks it', async () => {
    expect((await post(unknown.url, '/digest?algorithms=blake3')).status).toBe(400);
  });
});
