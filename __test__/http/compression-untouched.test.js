'use strict';

const { compression } = require('../../express.js');
const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

const send = (_req, res) => res.end(TEXT);

describe('left alone', () => {
  test.each([
    ['a small body', (res) => res.end('small')],
    ['a body with a small Content-Length', (res) => res.setHeader('Content-Length', 5).end('small')],
    ['a type that does not get smaller', (res) => res.setHeader('Content-Type', 'image/png').end(TEXT)],
    ['no-transform', (res) => res.setHeader('Cache-Control', 'public, no-transform').end(TEXT)],
    ['a part', (res) => res.writeHead(206, { 'Content-Range': `bytes 0-${TEXT.length - 1}/9999` }).end(TEXT)],
    ['a digested body', (res) => res.setHeader('Content-Digest', 'sha-256=:AAAA:').end(TEXT)],
  ])('%s', async (_name, answer) => {
    const port = await compressed(start, (_req, res) => answer(res));
    const { headers, raw } = await ask(port, accepting('br'));
    expect(headers['content-encoding']).toBeUndefined();
    expect([TEXT, 'small']).toContain(raw.toString());
  });

  test('an encoding that is there', async () => {
    const packed = require('node:zlib').gzipSync(TEXT);
    const port = await compressed(start, (_req, res) =>
      res.setHeader('Content-Encoding', 'gzip').end(packed),
    );
    const { raw } = await ask(port, accepting('br, gzip'));
    expect(raw.equals(packed)).toBe(true);
  });

  test.each([204, 304])('%i has no body, and no encoding', async (status) => {
    const port = await compressed(start, (_req, res) => res.writeHead(status).end());
    const { headers, status: found } = await ask(port, accepting('br'));
    expect(found).toBe(status);
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('HEAD', async () => {
    const port = await compressed(start, (_req, res) => res.setHeader('Content-Length', TEXT.length).end());
    const { headers } = await ask(port, { method: 'HEAD', ...accepting('br') });
    expect(headers).toMatchObject({ 'content-length': String(TEXT.length), vary: 'Accept-Encoding' });
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('what `filter` refuses', async () => {
    const port = await compressed(start, send, {
      filter: (req, res) => !req.headers.plain && compression.filter(req, res),
    });
    const plain = await ask(port, { headers: { 'Accept-Encoding': 'br', Plain: 1 } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect((await ask(port, accepting('br'))).headers['content-encoding']).toBe('br');
  });
});
