'use strict';

const { randomBytes } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { stats } = require('../..');
const { abortOnDisconnect } = require('../../express.js');
const { until } = require('../helpers/until.js');
const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');
const { wrong } = require('../helpers/values.js');

const start = useServers();

describe('streams', () => {
  test('a stream is compressed, in chunks', async () => {
    const port = await compressed(start, (_req, res) => fs.createReadStream(__filename).pipe(res));
    const { headers, text } = await ask(port, accepting('zstd'));
    expect(headers).toMatchObject({ 'content-encoding': 'zstd', 'transfer-encoding': 'chunked' });
    expect(text).toBe(fs.readFileSync(__filename, 'utf8'));
  });

  test('a large body given whole is one too', async () => {
    const large = Buffer.alloc(3 << 20, TEXT);
    const port = await compressed(start, (_req, res) => res.end(large));
    const { headers, text } = await ask(port, accepting('gzip'));
    expect(headers['transfer-encoding']).toBe('chunked');
    expect(Buffer.from(text).equals(large)).toBe(true);
  });

  test('a slow client stops the program from writing', async () => {
    const chunk = randomBytes(1 << 20);
    let written = 0;
    let response;
    const port = await compressed(start, (_req, res) => {
      response = res;
      const write = () => {
        while (written < 64) {
          written += 1;
          if (!res.write(chunk)) return;
        }
        res.end();
      };
      res.on('drain', write);
      write();
    });
    const request = http.get({ port, host: '127.0.0.1', ...accepting('gzip') });
    const [incoming] = await once(request, 'response');
    let before = -1;
    await until(async () => {
      const same = before === written;
      before = written;
      await sleep(50);
      return same && before === written;
    });
    expect(written).toBeLessThan(64);
    expect(response.writableNeedDrain).toBe(true);
    incoming.resume();
    await once(incoming, 'end');
    expect(written).toBe(64);
  });

  test('flush sends what was written, and event streams need none', async () => {
    for (const type of ['text/plain', 'text/event-stream']) {
      const port = await compressed(start, (_req, res) => {
        res.setHeader('Content-Type', type);
        res.write('data: 1\n\n');
        if (type === 'text/plain') /** @type {any} */ (res).flush();
      });
      const request = http.get({ port, host: '127.0.0.1', ...accepting('gzip') });
      const [incoming] = await once(request, 'response');
      const gunzip = require('node:zlib').createGunzip();
      incoming.on('error', () => {}).pipe(gunzip);
      const [chunk] = await once(gunzip, 'data');
      expect(chunk.toString()).toBe('data: 1\n\n');
      request.destroy();
    }
  });

  test('a client that goes away stops the work and the stream', async () => {
    let response;
    const port = await compressed(start, (_req, res) => {
      response = res;
      abortOnDisconnect(_req, res);
      res.write(randomBytes(4 << 20));
    });
    const request = http.get({ port, host: '127.0.0.1', ...accepting('br') }).on('error', () => {});
    await until(() => response);
    request.destroy();
    await until(() => response.destroyed && stats().running === 0 && stats().queued === 0);
    expect(abortOnDisconnect(wrong(undefined), response).aborted).toBe(true);
  });
});
