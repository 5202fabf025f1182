'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { request } = require('../helpers/request.js');
const { MODES, served } = require('../helpers/served.js');

const SAMPLE = fs.readFileSync(path.join(__dirname, '../../../examples/dashboard/README.md'));

describe.each(MODES)('the light routes with %s', (mode) => {
  const server = served({ OFFLOAD: mode });

  test('/ping answers', async () => {
    expect(await request(server.url, '/ping')).toMatchObject({ status: 200, text: 'pong\n' });
  });

  test('/readfile gives the file', async () => {
    expect((await request(server.url, '/readfile')).body).toEqual(SAMPLE);
  });

  test.each(['/', '/routes'])('%s gives the mode and the routes', async (target) => {
    const { json } = await request(server.url, target);
    expect(json.mode).toBe(mode);
    expect(Object.keys(json.routes)).toContain('GET /ping');
  });

  test('/stats gives how busy the loop is, and what the engine does where there is one', async () => {
    const { json } = await request(server.url, '/stats');
    expect(json).toMatchObject({ mode, loopUtilization: expect.any(Number), memory: expect.any(Number) });
    if (mode === 'offloop' || mode === 'node-auto')
      expect(json.engine).toMatchObject({ running: 0, queued: 0, aborted: 0 });
    else expect(json.engine).toBeNull();
  });

  test('an unknown route is a 404 without a stack', async () => {
    const { status, headers, json } = await request(server.url, '/nowhere');
    expect(status).toBe(404);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(json).toEqual({ error: { code: 'ERR_NO_ROUTE', message: expect.stringContaining('/nowhere') } });
  });

  test('a path that cannot be decoded is a 400', async () => {
    expect((await request(server.url, '/page/%ff')).status).toBe(400);
  });
});
