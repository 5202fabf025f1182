'use strict';

const { once } = require('node:events');
const net = require('node:net');
const { present } = require('../helpers/values.js');
const { get, useAgents } = require('./helpers/client.js');
const { describeServices, useServices } = require('./helpers/services.js');

/** A process without connections may end by itself before it is asked to. */
const DRAINED = expect.stringMatching(/^(drained|exit)$/);

describeServices('connections without a request during a reload:', () => {
  const start = useServices();
  const newAgent = useAgents();

  test('an idle connection without another request is closed in time, and the old instance ends', async () => {
    const service = start({ drainTimeout: 4000 });
    await service.ready();
    await get(service, '/', { agent: newAgent() });
    const exit = once(service, 'exit');
    await service.reload();
    expect((await exit)[0]).toMatchObject({ expected: true, reason: DRAINED });
  });

  test('a connection that has sent nothing is closed in time, and the old instance ends', async () => {
    const service = start({ drainTimeout: 4000 });
    await service.ready();
    const connection = net.connect(present(service.port), '127.0.0.1');
    await once(connection, 'connect');
    // Accepted before the old instance stops accepting: connections are accepted in their order.
    await get(service);
    const exit = once(service, 'exit');
    await service.reload();
    expect((await exit)[0]).toMatchObject({ expected: true, reason: DRAINED });
    connection.destroy();
  });
});
