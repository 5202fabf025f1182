'use strict';

const fs = require('node:fs');
const net = require('node:net');
const { once } = require('node:events');
const { useFolder } = require('../helpers/folder.js');
const { portOf } = require('../helpers/server.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture, useServices } = require('./helpers/services.js');

describeServices('the address of a service', () => {
  const folder = useFolder();
  const start = useServices();

  test('is shared by all instances, and each gets its part of the connections', async () => {
    const service = start({ instances: 3 });
    await service.ready();
    const counts = new Map();
    for (let connection = 0; connection < 300; connection += 1) {
      const { body: pid } = await get(service);
      counts.set(pid, (counts.get(pid) ?? 0) + 1);
    }
    // An even share is 100. That one of the three has fewer than 50 by chance happens once in 10^10 times.
    expect([...counts.values()].filter((count) => count >= 50)).toHaveLength(3);
  });

  test('holds connections while there is no instance', async () => {
    const service = start({ file: folder.at('server.js') });
    const listening = `setTimeout(() => require(${JSON.stringify(fixture('server.js'))}), 200)`;
    fs.writeFileSync(folder.at('server.js'), listening);
    await until(() => service.port !== undefined);
    expect((await get(service)).status).toBe(200);
  });

  test('is refused after stop', async () => {
    const service = start({ instances: 2 });
    await service.ready();
    await service.stop();
    await expect(get(service)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('is refused to others while it is stopping, and the last request is answered', async () => {
    const service = start({ instances: 2 });
    await service.ready();
    const marker = folder.at('waits');
    const answer = get(service, `/wait?${marker}`);
    while (!fs.existsSync(marker)) await get(service);
    const stopped = service.stop();
    let refusal;
    while (refusal === undefined)
      refusal = await get(service).then(
        () => undefined,
        ({ code }) => code,
      );
    // A connection that no instance had accepted yet is reset.
    expect(['ECONNREFUSED', 'ECONNRESET']).toContain(refusal);
    fs.rmSync(marker);
    expect((await answer).status).toBe(200);
    await stopped;
  });

  test('of another server is refused', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    await expect(start({ listen: { port, host: '127.0.0.1' } }).ready()).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `EADDRINUSE: address already in use, listen '127.0.0.1:${port}'`,
    });
    server.close();
    const first = start({ instances: 2 });
    await first.ready();
    const other = start({ listen: { port: first.port ?? 0, host: '127.0.0.1' }, instances: 2 });
    await expect(other.ready()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('can be a name, and all addresses', async () => {
    const named = start({ listen: { port: 0, host: 'localhost' } });
    await named.ready();
    expect((await get({ port: named.port, host: 'localhost' })).status).toBe(200);
    const all = start({ listen: { port: 0 } });
    await all.ready();
    expect((await get(all)).status).toBe(200);
  });
});
