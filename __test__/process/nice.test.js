'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const { WorkerPool, execFile, isolationSupport } = require('../..');
const { until } = require('../helpers/until.js');
const { TASKS } = require('../workers/helpers/pools.js');
const { describeLinux } = require('./helpers/children.js');
const { present } = require('../helpers/values.js');
const { groupNice } = require('../helpers/processes.js');

const own = os.getPriority();
const lowered = (by) => Math.min(19, own + by);

/** The process that the command itself is, below those that watch over it. */
function commandOf(pid) {
  const [child] = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return child === undefined ? pid : commandOf(child);
}

const group = groupNice('self');
const testGroups = group === undefined ? test.skip : test;
const { sandbox, childProcess } = isolationSupport();
/** @type {[string, import('../../index.js').ExecFileOptions][]} */
const KINDS = [['a command', {}]];
if (sandbox) KINDS.push(['a sandboxed command', { sandbox: true }]);
if (childProcess) KINDS.push(['a command with a tree of its own', { sandbox: { childProcess: true } }]);

describeLinux('nice', () => {
  test.each(KINDS)('is added to the nice value of this process for %s', async (_, options) => {
    const { stdout } = await execFile('nice', [], { nice: 7, ...options });
    expect(Number(stdout)).toBe(lowered(7));
    expect(Number((await execFile('nice', [], { nice: 19, ...options })).stdout)).toBe(19);
    expect(Number((await execFile('nice', [], options)).stdout)).toBe(own);
  });

  testGroups.each(KINDS)('is added to that of the scheduling group for %s', async (_, options) => {
    const run = execFile('sleep', ['60'], { nice: 7, ...options });
    const { child } = run;
    await until(
      () =>
        child.pid !== undefined &&
        fs.readFileSync(`/proc/${commandOf(child.pid)}/comm`, 'utf8') === 'sleep\n',
    );
    expect(groupNice(commandOf(child.pid))).toBe(Math.min(19, Math.max(0, present(group)) + 7));
    child.kill();
    await expect(run).rejects.toMatchObject({ signal: 'SIGTERM' });
  });

  testGroups('is added once, to worker processes and to their scheduling group', async () => {
    const pool = new WorkerPool(TASKS, { nice: 5, maxWorkers: 1 });
    expect(await pool.run('nice')).toBe(lowered(5));
    const started = new WorkerPool(TASKS, { nice: 5, minWorkers: 1, maxWorkers: 1 });
    const [{ pid }] = await once(started, 'workerStart');
    expect(groupNice(pid)).toBe(Math.min(19, Math.max(0, present(group)) + 5));
    await Promise.all([pool.destroy(), started.destroy()]);
  });
});
