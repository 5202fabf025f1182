'use strict';

const { once } = require('node:events');
const { get } = require('./helpers/client.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

describeServices('health', () => {
  const start = useServices();

  test('an instance whose event loop is blocked is killed and started again', async () => {
    const service = start({ health: { interval: 20, timeout: 1000, failures: 2 } });
    await service.ready();
    const { body: pid } = await get(service);
    const unhealthy = once(service, 'unhealthy');
    const exit = once(service, 'exit');
    await expect(get(service, '/block')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await unhealthy)[0]).toEqual({ instance: 0, pid: Number(pid) });
    expect((await exit)[0]).toMatchObject({ reason: 'unhealthy', signal: 'SIGKILL', expected: false });
    await service.ready();
    expect((await get(service)).body).not.toBe(pid);
  });

  test('an instance that answers pings lives on', async () => {
    const service = start({ health: { interval: 1, timeout: 10_000, failures: 1 } });
    await service.ready();
    const { body: pid } = await get(service);
    // Each of them takes several turns of its loop.
    for (let request = 0; request < 300; request += 1) expect((await get(service)).body).toBe(pid);
    expect(service.stats.restarts).toBe(0);
  });

  test('an instance that sends something other than a message is killed', async () => {
    const service = start({ file: fixture('babbler.js'), restart: { max: 0 } });
    await expect(service.ready()).rejects.toMatchObject({ code: 'ERR_SERVICE_GAVE_UP', reason: 'protocol' });
  });
});
