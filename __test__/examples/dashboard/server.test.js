'use strict';

const fs = require('node:fs');
const { Load } = require('../../../examples/dashboard/live/load.js');
const { MAX_VISITS } = require('../../../examples/dashboard/live/visits.js');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { post, request } = require('../helpers/request.js');
const { MODES, served } = require('../helpers/served.js');
const { present } = require('../../helpers/values.js');

const folder = useSharedFolder();

describe.each(MODES)('with %s', (mode) => {
  const server = served({ OFFLOAD: mode, TMPDIR: folder });

  test.each([
    ['text/html,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
  ])('/ answers Accept: %s with %s', async (accept, type) => {
    const { headers } = await request(server.url, '/', { headers: { accept } });
    expect(headers).toMatchObject({ 'content-type': type, vary: 'Accept' });
  });

  test.each(['', '?format=br', '?algorithms=sha1,sha512&format=deflate'])(
    '/inspect%s leaves no file',
    async (query) => {
      const { status, text } = await post(server.url, `/inspect${query}`, Buffer.alloc(3_000_000, 'text'));
      expect(status).toBe(200);
      expect(text).toMatch(/event: received[^]*event: digest[^]*event: compressed\ndata: .*\n\n$/);
      expect(fs.readdirSync(folder)).toEqual([]);
    },
  );

  test('/inspect refuses what is too large with 413', async () => {
    const headers = { 'content-length': String(2 ** 30) };
    expect((await post(server.url, '/inspect', undefined, headers)).status).toBe(413);
  });

  test('/inspect refuses an unknown format with 400', async () => {
    expect((await post(server.url, '/inspect?format=lzma', 'x')).status).toBe(400);
  });
});

describe('visits', () => {
  const server = served({ OFFLOAD: 'offloop' });
  const setLoad = (id, body) =>
    request(server.url, `/live/${id}/load`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** Follows the events, and gives the visit and a way to go. */
  async function visit() {
    const controller = new AbortController();
    const { body } = await fetch(`${server.url}/live`, { signal: controller.signal });
    const { value } = await present(body).getReader().read();
    const { id } = JSON.parse(present(/data: (.*)/.exec(Buffer.from(value).toString()))[1]);
    return { id, leave: () => controller.abort() };
  }

  test('a load ends with the visit that has started it', async () => {
    const one = await visit();
    expect((await setLoad(one.id, { mode: 'offloop' })).json.mode).toBe('offloop');
    one.leave();
    await until(async () => {
      const { engine } = (await request(server.url, '/stats')).json;
      return engine.running + engine.queued === 0;
    });
    expect((await setLoad(one.id, { mode: 'offloop' })).status).toBe(404);
  });

  test('an unknown mode is a 400', async () => {
    const one = await visit();
    expect((await setLoad(one.id, { mode: 'threads' })).status).toBe(400);
    one.leave();
  });

  test('too many are a 503', async () => {
    const visits = await Promise.all(Array.from({ length: MAX_VISITS }, visit));
    const { status, headers } = await request(server.url, '/live');
    expect({ status, wait: headers['retry-after'] }).toEqual({ status: 503, wait: '1' });
    for (const { leave } of visits) leave();
  });
});

test('a load that is forgotten ends by itself', async () => {
  /** @type {any} */
  const work = { digest: async () => ({}), compress: async () => Buffer.alloc(0) };
  const load = new Load(() => work, { seconds: 0.05 });
  load.start('offloop', 'visitor');
  await until(() => load.state.mode === null);
  await load.stop();
  expect(load.takeDone().jobs).toBeGreaterThan(0);
});
