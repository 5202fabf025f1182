'use strict';

const express = require('express');
const { configure, pbkdf2, stats } = require('../..');
const { compression, errorHandler } = require('../../express.js');
const { until } = require('../helpers/until.js');
const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

describe('errors', () => {
  test('a status that is not possible leaves no header of compression behind', async () => {
    const port = await compressed(start, (_req, res) => {
      expect(() => res.writeHead(1000)).toThrow('Invalid status code: 1000');
      expect(res.getHeader('Content-Encoding')).toBeUndefined();
      res.writeHead(500, { 'Content-Type': 'image/png' }).end('{}');
    });
    const { status, headers, raw } = await ask(port, accepting('br'));
    expect([status, headers['content-encoding'], raw.toString()]).toEqual([500, undefined, '{}']);
  });

  test('a route that fails after it has set its headers answers with a readable error', async () => {
    const app = express();
    app.use(compression());
    app.get('/', (_req, res) => {
      res.set({ 'Content-Encoding': 'br', 'Content-Type': 'image/png', ETag: '"x"', 'Content-Length': '9' });
      throw Object.assign(new Error('queue'), { code: 'ERR_QUEUE_FULL' });
    });
    app.use(errorHandler());
    const { status, headers, raw } = await ask(await start(app), accepting('br'));
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/json; charset=utf-8' });
    expect([headers['content-encoding'], headers.etag]).toEqual([undefined, undefined]);
    expect(JSON.parse(raw.toString())).toEqual({ error: { code: 'ERR_QUEUE_FULL', message: 'queue' } });
  });

  test('where the queue is full, a body goes as it is', async () => {
    const port = await compressed(start, (_req, res) => void res.end(TEXT));
    configure({ maxConcurrentJobs: 1 });
    // It would take hours, and holds the only place until it is aborted.
    const holding = new AbortController();
    const holder = pbkdf2('a', 'b', 2 ** 31 - 1, 64, 'sha512', { signal: holding.signal });
    const ended = expect(holder).rejects.toMatchObject({ code: 'ABORT_ERR' });
    await until(() => stats().running === 1);
    configure({ maxQueuedJobs: 0 });
    const full = await ask(port, accepting('br')).finally(() => {
      holding.abort();
      configure({ maxConcurrentJobs: stats().threads, maxQueuedJobs: 65_536 });
    });
    await ended;
    expect([full.status, full.headers['content-encoding'], full.text]).toEqual([200, undefined, TEXT]);
    expect(full.headers.vary).toBe('Accept-Encoding');
    const { headers, text } = await ask(port, accepting('br'));
    expect([headers['content-encoding'], text]).toEqual(['br', TEXT]);
  });

  test('an error after the headers are out ends the connection', async () => {
    const app = express();
    app.use(compression());
    app.get('/', (_req, res, next) => {
      res.type('text').write(TEXT);
      setTimeout(() => next(new Error('late')), 20);
    });
    app.use(errorHandler({ onError: () => {} }));
    app.use((_error, _req, res, _next) => res.destroy());
    await expect(ask(await start(app), accepting('gzip'))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
