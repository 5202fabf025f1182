'use strict';

const { stats } = require('../..');
const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

describe('cache', () => {
  /** How many jobs of compression ran meanwhile. */
  async function jobs(work) {
    const before = stats().completed;
    await work();
    return stats().completed - before;
  }

  test('keeps bodies by their ETag, off by default', async () => {
    const tagged = (_req, res) => res.setHeader('ETag', 'W/"1"').end(TEXT);
    for (const [cache, expected] of [
      [undefined, 2],
      [1 << 20, 1],
    ]) {
      const port = await compressed(start, tagged, { cache });
      const count = await jobs(async () => {
        for (let i = 0; i < 2; i += 1) expect((await ask(port, accepting('br'))).text).toBe(TEXT);
      });
      expect(count).toBe(expected);
    }
  });

  test.each([
    ['another tag', (res, i) => res.setHeader('ETag', `"${i}"`)],
    ['a body for one user', (res) => res.setHeader('ETag', '"1"').setHeader('Cache-Control', 'private')],
    ['a cookie', (res) => res.setHeader('ETag', '"1"').setHeader('Set-Cookie', 'a=b')],
  ])('%s is compressed anew', async (_name, head) => {
    let i = 0;
    const port = await compressed(start, (_req, res) => head(res, (i += 1)).end(TEXT), { cache: 1 << 20 });
    expect(
      await jobs(async () => {
        await ask(port, accepting('br'));
        await ask(port, accepting('br'));
      }),
    ).toBe(2);
  });

  test('is bounded: the least recently used body goes', async () => {
    const port = await compressed(start, (req, res) => res.setHeader('ETag', '"1"').end(req.url + TEXT), {
      // Room for one body and its key.
      cache: 200,
    });
    const get = (path) => ask(port, { path, ...accepting('br') });
    const { length } = (await get('/a')).raw;
    expect(length > 50 && length <= 100).toBe(true);
    await get('/b');
    expect(await jobs(() => get('/b'))).toBe(0);
    expect(await jobs(() => get('/a'))).toBe(1);
  });

  test('keeps nothing under a long URL, which any client can make up', async () => {
    const port = await compressed(start, (_req, res) => res.setHeader('ETag', '"1"').end(TEXT), {
      cache: 1 << 20,
    });
    const get = () => ask(port, { path: `/?${'x'.repeat(3000)}`, ...accepting('br') });
    await get();
    expect(await jobs(get)).toBe(1);
  });
});
