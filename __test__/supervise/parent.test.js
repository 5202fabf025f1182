'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const { createInterface } = require('node:readline');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { get } = require('./helpers/client.js');
const { describeServices, fixture } = require('./helpers/services.js');

describeServices('the end of the process with supervise()', () => {
  const folder = useFolder();
  const startChild = useChildren();

  /** A process with two instances, and their numbers. */
  async function startSupervisor() {
    const child = startChild(process.execPath, [fixture('supervisor.js')]);
    const [line] = await once(createInterface(child.stdout), 'line');
    return { child, .../** @type {{ port: number, pids: number[] }} */ (JSON.parse(line)) };
  }

  test('by SIGKILL ends all instances, also one whose event loop is blocked', async () => {
    const { child, port, pids } = await startSupervisor();
    const blocked = get({ port }, `/block?${folder.at('blocked')}`).catch((error) => error.code);
    await until(() => fs.existsSync(folder.at('blocked')));
    child.kill('SIGKILL');
    await until(() => !pids.some(isAlive));
    expect(await blocked).toBe('ECONNRESET');
  });

  test('by process.exit ends all instances', async () => {
    const { child, pids } = await startSupervisor();
    child.stdin.end();
    await until(() => !pids.some(isAlive));
  });
});
