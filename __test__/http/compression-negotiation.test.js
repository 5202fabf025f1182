'use strict';

const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

const send = (_req, res) => res.end(TEXT);

describe('negotiation', () => {
  test.each([
    ['br, gzip, zstd', 'br'],
    ['gzip, br', 'br'],
    ['zstd, gzip', 'zstd'],
    ['deflate, gzip', 'gzip'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['*', 'br'],
    ['*;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'zstd'],
    ['GZIP', 'gzip'],
    ['deflate', 'deflate'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0', undefined],
    ['gzip;q=0', undefined],
    ['x-gzip', 'gzip'],
    ['X-GZIP;q=0.5, deflate;q=0.1', 'gzip'],
    ['x-gzipped', undefined],
    ['', undefined],
    ['compress, bogus', undefined],
  ])('%s gives %s', async (accept, encoding) => {
    const { status, headers, text } = await ask(await compressed(start, send), accepting(accept));
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(text).toBe(TEXT);
  });

  test('a request without Accept-Encoding gets the body as it is', async () => {
    const { headers, text } = await ask(await compressed(start, send));
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toBe(TEXT);
  });

  test('the order of `encodings` is the preference', async () => {
    const port = await compressed(start, send, { encodings: ['gzip', 'br'] });
    expect((await ask(port, accepting('br, gzip'))).headers['content-encoding']).toBe('gzip');
    expect((await ask(port, accepting('zstd'))).headers['content-encoding']).toBeUndefined();
  });

  test('levels change the result', async () => {
    const sizes = [];
    for (const gzip of [1, 9]) {
      const port = await compressed(
        start,
        (_req, res) => res.end(JSON.stringify(process.versions).repeat(50)),
        {
          levels: { gzip },
        },
      );
      sizes.push((await ask(port, accepting('gzip'))).raw.length);
    }
    expect(sizes[1]).toBeLessThan(sizes[0]);
  });
});
