'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { startClients } = require('./helpers/reloads.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');
const { ask, useSessions } = require('./helpers/sessions.js');

/** What says that a request was not handled, and can be sent again. */
const REFUSED = /NGHTTP2_REFUSED_STREAM/;

/** The descriptor of an instance's listening socket. */
const LISTENING = 4;

/**
 * Waits without a turn of the loop: what the instance sends to its clients stays unread here.
 * @param {string} pid
 */
function waitUntilItDrains(pid) {
  while (fs.existsSync(`/proc/${pid}/fd/${LISTENING}`));
  // It tells its clients in the same turn of its loop.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
}

describeServices('sessions of HTTP/2 during a reload:', () => {
  const start = useServices();
  const connect = useSessions();

  async function startReady(options = {}) {
    const service = start({ file: fixture('http2.js'), ...options });
    await service.ready();
    return service;
  }

  test('a request that the old instance gets after it has learnt of the reload is answered', async () => {
    const service = await startReady();
    const session = connect(service.port);
    const old = await ask(session);
    const goaway = once(session, 'goaway');
    const exit = once(service, 'exit');
    await service.reload();
    waitUntilItDrains(old);
    expect(await ask(session)).toBe(old);
    await goaway;
    expect(await ask(connect(service.port))).not.toBe(old);
    expect((await exit)[0]).toMatchObject({ pid: Number(old), expected: true });
  });

  /** Requests, each after the answer to the one before, on one session as long as it is open. */
  async function load(service, isOver, answers) {
    let session = connect(service.port);
    while (!isOver()) {
      if (session.closed || session.destroyed) session = connect(service.port);
      answers.push(await ask(session));
    }
  }

  test('one request after the other on each session, none is lost', async () => {
    const service = await startReady({ instances: 2 });
    const clients = startClients((isOver, answers) => load(service, isOver, answers));
    await clients.reload(service);
    await clients.stop();
    expect(service.stats.restarts).toBe(0);
  });

  test('of many requests at once on a session each is answered, or refused so that it can be sent again', async () => {
    const service = await startReady();
    const session = connect(service.port);
    await ask(session);
    const requests = [];
    const reload = service.reload();
    while (!session.closed && !session.destroyed) {
      for (let request = 0; request < 10; request += 1) requests.push(ask(session));
      await requests.at(-1)?.catch(() => {});
    }
    await reload;
    const ends = await Promise.allSettled(requests);
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    expect(failures.filter((failure) => !REFUSED.test(failure))).toEqual([]);
  });

  test('a session without another request is ended in time, and the old instance ends', async () => {
    const service = await startReady({ drainTimeout: 4000 });
    const session = connect(service.port);
    await ask(session);
    const [goaway, exit] = [once(session, 'goaway'), once(service, 'exit')];
    await service.reload();
    expect((await goaway)[0]).toBe(0);
    expect((await exit)[0]).toMatchObject({
      expected: true,
      reason: expect.stringMatching(/^(drained|exit)$/),
    });
  });
});
