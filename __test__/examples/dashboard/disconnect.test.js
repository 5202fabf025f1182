'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');

const folder = useSharedFolder();
const HUGE = 64 * 2 ** 30;
/** Slow to compress. */
const SLOW = randomBytes(9 << 20).toString('base64');

// It takes no room on the disk, and would take minutes to digest.
beforeAll(() => {
  fs.writeFileSync(path.join(folder, 'huge.bin'), '');
  fs.truncateSync(path.join(folder, 'huge.bin'), HUGE);
});

describe('a client that disconnects', () => {
  const server = served({ OFFLOAD: 'offloop', OFFLOOP_THREADS: '1', FILES: folder });
  const engine = async () => (await request(server.url, '/stats')).json.engine;

  /** Waits until the engine is as wanted, and gives what it is. */
  const engineIs = (wanted) =>
    until(async () => {
      const now = await engine();
      return wanted(now) && now;
    });

  /** @type {[string, string, { method: string, body?: string }][]} */
  const heavy = [
    ['a running file digest', '/files/huge.bin/digest?algorithms=sha512', { method: 'GET' }],
    ['a running compression', '/compress/br', { method: 'POST', body: SLOW }],
  ];
  test.each(heavy)('stops %s', async (_, target, options) => {
    const before = await engine();
    const client = new AbortController();
    const answer = request(server.url, target, { ...options, signal: client.signal }).catch((error) => error);
    await engineIs(({ running }) => running === 1);
    client.abort();
    expect((await answer).name).toBe('AbortError');
    const after = await engineIs(({ running }) => running === 0);
    expect(after).toMatchObject({
      running: 0,
      queued: 0,
      aborted: before.aborted + 1,
      completed: before.completed,
    });
  });

  test('takes its waiting jobs out of the line', async () => {
    const before = await engine();
    const client = new AbortController();
    // None of them is answered before the client leaves.
    const options = { method: 'POST', body: SLOW, signal: client.signal };
    const answers = Array.from({ length: 6 }, () =>
      request(server.url, '/compress/br', options).catch((error) => error.name),
    );
    await engineIs(({ queued }) => queued > 0);
    client.abort();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['AbortError']));
    const after = await engineIs(({ running, queued }) => running + queued === 0);
    expect(after.aborted).toBeGreaterThan(before.aborted);
    expect(after.queuedBytes).toBe(0);
    expect((await request(server.url, '/ping')).status).toBe(200);
  });
});
