'use strict';

const fs = require('node:fs');
const http = require('node:http');
const express = require('express');
const fastify = require('fastify');
const { errorHandler, receiveMedia } = require('../../express.js');
const plugins = require('../../fastify.js');
const { useFolder } = require('../helpers/folder.js');
const { portOf } = require('../helpers/server.js');
const { until } = require('../helpers/until.js');
const { describeMedia, make, sandbox, useClip } = require('./helpers/media.js');

const folder = useFolder();
const options = () => ({ sandbox, limit: 1_000_000, maxDuration: 5, folder: folder.path });

/** The same route by what serves it. @type {Record<string, () => Promise<{ port: number, close(): unknown }>>} */
const SERVERS = {
  async express() {
    const app = express();
    app.put('/', async (req, res) => {
      res.json(await receiveMedia(req, res, options()));
    });
    app.use(errorHandler({ onError() {} }));
    const server = app.listen(0, '127.0.0.1');
    await until(() => server.listening);
    return { port: portOf(server), close: () => (server.closeAllConnections(), server.close()) };
  },

  async fastify() {
    const app = fastify();
    app.register(plugins.errorHandler, { onError() {} });
    app.addContentTypeParser(/^video\//, (request, payload, done) => done(null));
    app.put('/', (request, reply) => plugins.receiveMedia(request, reply, options()));
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { port: portOf(app.server), close: () => app.close() };
  },
};

describeMedia.each(Object.keys(SERVERS))('a video that is sent to %s', (name) => {
  const clip = useClip();
  /** @type {{ port: number, close(): unknown }} */
  let server;
  beforeAll(async () => {
    server = await SERVERS[name]();
  });
  afterAll(() => server.close());

  async function put(body) {
    const headers = { 'content-type': 'video/mp4' };
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'PUT', headers, body });
    return { status: answer.status, json: /** @type {any} */ (await answer.json()) };
  }

  test('is there as a file, with what it is, until the answer has ended', async () => {
    const whole = fs.readFileSync(clip.file);
    const { status, json } = await put(whole);
    expect(status).toBe(200);
    expect(json).toMatchObject({ duration: 2, width: 160, height: 90, bytes: whole.length });
    expect(json.path.startsWith(folder.path)).toBe(true);
    await until(() => folder.list().length === 0);
  });

  test('is refused with its status where it is none, damaged, too long or too large', async () => {
    const whole = fs.readFileSync(clip.file);
    const long = make(clip.at('long.wav'), '-f', 'lavfi', '-i', 'anullsrc=r=8000', '-t', '6');
    const refusals = [
      [Buffer.alloc(100_000, 'text '), 422, 'ERR_MEDIA_INVALID'],
      [Buffer.from('#EXTM3U\n#EXTINF:2,\n/etc/passwd\n'), 422, 'ERR_MEDIA_INVALID'],
      [whole.subarray(0, whole.length / 2), 422, 'ERR_MEDIA_INVALID'],
      [Buffer.alloc(0), 422, 'ERR_MEDIA_INVALID'],
      [fs.readFileSync(long), 413, 'ERR_MEDIA_TOO_LARGE'],
      [Buffer.alloc(1_000_001), 413, 'ERR_BUFFER_TOO_LARGE'],
    ];
    for (const [body, status, code] of refusals) {
      const answer = await put(body);
      expect([answer.status, answer.json.error.code]).toEqual([status, code]);
      expect(JSON.stringify(answer.json)).not.toContain(folder.path);
    }
    await until(() => folder.list().length === 0);
  });

  test('leaves no file where the client goes away while it sends', async () => {
    const headers = { 'content-type': 'video/mp4' };
    const request = http.request({ port: server.port, method: 'PUT', path: '/', headers });
    request.on('error', () => {});
    request.write(Buffer.alloc(1000));
    await until(() => folder.list().length === 1);
    request.destroy();
    await until(() => folder.list().length === 0);
  });
});
