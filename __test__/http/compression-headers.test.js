'use strict';

const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');
const { wrong } = require('../helpers/values.js');

const start = useServers();

describe('headers', () => {
  test('a body given whole has its length; a strong ETag becomes weak', async () => {
    const port = await compressed(start, (_req, res) => res.setHeader('ETag', '"a"').end(TEXT));
    const { headers, raw } = await ask(port, accepting('gzip'));
    expect(headers).toMatchObject({ 'content-length': String(raw.length), etag: 'W/"a"' });
  });

  test('what writeHead got, in each of its forms', async () => {
    for (const head of [{ 'X-A': '1' }, ['X-A', '1'], [['X-A', '1']]]) {
      const port = await compressed(start, (_req, res) => res.writeHead(201, 'Fine', head).end(TEXT));
      const { status, headers, text } = await ask(port, accepting('gzip'));
      expect([status, headers['x-a'], headers['content-encoding'], text]).toEqual([201, '1', 'gzip', TEXT]);
    }
  });

  test.each([[undefined], [null]])('what writeHead got behind a reason that is %s', async (reason) => {
    const port = await compressed(start, (_req, res) =>
      res.writeHead(201, wrong(reason), { 'X-A': '1' }).end(TEXT),
    );
    const { status, headers } = await ask(port, accepting('gzip'));
    expect([status, headers['x-a'], headers['content-encoding']]).toEqual([201, '1', 'gzip']);
  });

  test('a list with a name and no value is refused, as node does', async () => {
    const port = await compressed(start, (_req, res) => {
      expect(() => res.writeHead(201, ['X-A', '1', 'X-B'])).toThrow(
        expect.objectContaining({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' }),
      );
      res.writeHead(200).end(TEXT);
    });
    expect(await ask(port, accepting('gzip'))).toMatchObject({ status: 200, text: TEXT });
  });

  test('a value of Vary that is there stays', async () => {
    const port = await compressed(start, (_req, res) => res.setHeader('Vary', 'Origin').end(TEXT));
    expect((await ask(port)).headers.vary).toBe('Origin, Accept-Encoding');
  });

  test('are sent for the program when it has ended the response', async () => {
    const seen = {};
    const port = await compressed(start, (_req, res) => {
      res.statusCode = 202;
      res.end(TEXT);
      Object.assign(seen, { headersSent: res.headersSent, writableEnded: res.writableEnded });
      res.statusCode = 500;
      for (const change of [
        () => res.setHeader('a', 'b'),
        () => res.removeHeader('vary'),
        () => res.writeHead(500),
      ])
        expect(change).toThrow(expect.objectContaining({ code: 'ERR_HTTP_HEADERS_SENT' }));
    });
    const { status, text } = await ask(port, accepting('br'));
    expect({ status, text, ...seen }).toEqual({
      status: 202,
      text: TEXT,
      headersSent: true,
      writableEnded: true,
    });
  });
});

describe('a 304 has the headers of what the client has', () => {
  const serve = (type) =>
    compressed(start, (_req, res) => {
      res.setHeader('ETag', '"a"');
      if (type === undefined) res.removeHeader('Content-Type');
      else res.setHeader('Content-Type', type);
      res.writeHead(304).end();
    });

  test.each([
    ['W/"a"', 'W/"a"'],
    ['"b", W/"a"', 'W/"a"'],
    ['"a"', '"a"'],
  ])('whose If-None-Match is %s', async (known, etag) => {
    for (const type of [undefined, 'text/plain']) {
      const headers = { 'If-None-Match': known, 'Accept-Encoding': 'gzip' };
      const answer = await ask(await serve(type), { headers });
      expect([answer.status, answer.headers.etag, answer.headers.vary]).toEqual([
        304,
        etag,
        'Accept-Encoding',
      ]);
    }
  });

  test('of a type that is never compressed', async () => {
    const headers = { 'If-None-Match': 'W/"a"', 'Accept-Encoding': 'gzip' };
    const answer = await ask(await serve('image/png'), { headers });
    expect([answer.headers.etag, answer.headers.vary]).toEqual(['"a"', undefined]);
  });
});
