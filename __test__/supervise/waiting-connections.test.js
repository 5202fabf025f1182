'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const { present } = require('../helpers/values.js');
const { get } = require('./helpers/client.js');
const { describeServices, useServices } = require('./helpers/services.js');

/** More than node would have wait by itself. */
const MANY = 600;

const SOMAXCONN = '/proc/sys/net/core/somaxconn';
const mayWait = fs.existsSync(SOMAXCONN) && Number(fs.readFileSync(SOMAXCONN, 'utf8')) > MANY;
const testWhereTheyMayWait = mayWait ? test : test.skip;

describeServices('connections that an instance does not accept for a while', () => {
  const start = useServices();
  /** @type {net.Socket[]} */
  const clients = [];

  afterEach(() => {
    for (const client of clients) client.destroy();
  });

  testWhereTheyMayWait('wait, also when there are hundreds', async () => {
    const service = start({ health: { timeout: 60_000 } });
    await service.ready();
    const { body: pid } = await get(service);
    process.kill(Number(pid), 'SIGSTOP');
    clients.push(...Array.from({ length: MANY }, () => net.connect(present(service.port), '127.0.0.1')));
    await Promise.all(clients.map((client) => once(client, 'connect')));
    process.kill(Number(pid), 'SIGCONT');
    expect((await get(service)).body).toBe(pid);
  });
});
