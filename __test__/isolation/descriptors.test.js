'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { join } = require('node:path');
const { WorkerPool, isolationSupport } = require('../..');
const { isInstalled } = require('../helpers/program.js');
const { useChildren } = require('../helpers/child.js');

const FILE = join(__dirname, 'fixtures/faults/descriptors.js');
const COUNT = 20;
const start = useChildren();

const hasPython = isInstalled('python3', ['-c', 'import socket; socket.send_fds']);
const isPossible = hasPython && isolationSupport().processes;
const inProcess = isPossible ? test : test.skip;
const lacking = isPossible ? '' : ': skipped, it needs python3 and process workers';

/** Sockets and files that this process has open. */
function openDescriptors() {
  return fs.readdirSync('/proc/self/fd').length;
}

test('row 51: a child of fork can fill the table of descriptors of its parent', async () => {
  const child = start(process.execPath, [FILE, 'ipc', String(COUNT)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const before = openDescriptors();
  const servers = [];
  child.on('message', (_, server) => servers.push(server));
  while (servers.length < COUNT) await once(child, 'message');
  expect(openDescriptors()).toBeGreaterThanOrEqual(before + COUNT);
  for (const server of servers) server.close();
  child.kill();
  await once(child, 'exit');
});

inProcess(`row 51: a worker cannot${lacking}`, async () => {
  const pool = new WorkerPool(FILE, { maxWorkers: 1, stdio: 'ignore' });
  await pool.ready();
  const before = openDescriptors();
  await expect(pool.run('sendOverChannel', [COUNT])).rejects.toMatchObject({ code: 'ERR_WORKER_PROTOCOL' });
  expect(openDescriptors()).toBeLessThanOrEqual(before + 1);
  await pool.destroy();
});
