'use strict';

const { once } = require('node:events');
const path = require('node:path');
const { until } = require('../helpers/until.js');
const { isAlive } = require('../helpers/processes.js');
const { describeLinux } = require('./helpers/children.js');
const { useChildren } = require('../helpers/child.js');

const start = useChildren();
const fixture = path.join(__dirname, 'fixtures', 'leave.js');

/** Runs the fixture until its child and grandchild run. */
async function leave(way) {
  const parent = start(process.execPath, [fixture, way], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(parent, 'exit');
  const [line] = await once(parent.stdout, 'data');
  const [child, grandchild] = String(line).trim().split(' ').map(Number);
  return { parent, exited, child, grandchild };
}

describeLinux('a process that leaves its child', () => {
  test.each(['process.exit', 'uncaught error', 'end of work', 'terminated thread'])(
    'by %s takes it along, with all of its group',
    async (way) => {
      const { parent, child, grandchild } = await leave(way);
      await until(() => !isAlive(child) && !isAlive(grandchild));
      parent.kill('SIGKILL');
    },
  );

  test('by SIGKILL while it spins takes it along', async () => {
    const { parent, child, grandchild } = await leave('SIGKILL');
    parent.kill('SIGKILL');
    await until(() => !isAlive(child));
    // Only a sandbox has a hold of what a child started.
    if (isAlive(grandchild)) process.kill(grandchild, 'SIGKILL');
  });

  test('has an end of its own when nothing else is left to do', async () => {
    const { exited } = await leave('end of work');
    expect(await exited).toEqual([0, null]);
  });
});
