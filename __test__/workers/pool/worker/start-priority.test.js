'use strict';

const fs = require('node:fs');
const { once } = require('node:events');
const { until } = require('../../../helpers/until.js');
const { destroyPools, fixture, makePool } = require('../../helpers/pools.js');
const { groupNice } = require('../../../helpers/processes.js');

afterEach(destroyPools);

/** The processes that threads of this one have started. */
function children() {
  const lists = fs.readdirSync('/proc/self/task').map((id) => `/proc/self/task/${id}/children`);
  return lists.flatMap((list) => fs.readFileSync(list, 'utf8').split(' ').filter(Boolean));
}

const own = groupNice('self');
const testGroups = own === undefined ? test.skip : test;
// Of others the kernel takes one value in a tenth of a second, and a worker starts without.
const testRoot = own !== undefined && process.geteuid?.() === 0 ? test : test.skip;

testRoot('a worker process has less of a busy processor until it is ready', async () => {
  const before = children();
  const pool = makePool('process', { nice: 0 }, fixture('slow-start.js'));
  pool.run('add', [1, 2]).catch(() => {});
  const expected = Math.max(0, Number(own)) + 5;
  await until(() => children().some((pid) => !before.includes(pid) && groupNice(pid) === expected));
});

testGroups.each([0, 3])('and what it asked for when it is: nice %i', async (nice) => {
  const pool = makePool('process', { nice, minWorkers: 1 });
  const [{ pid }] = await once(pool, 'workerStart');
  await until(() => groupNice(pid) === Math.max(0, Number(own)) + nice);
});

testGroups('two workers that start one after the other are given it back too', async () => {
  const pool = makePool('process', { nice: 0, minWorkers: 2, maxWorkers: 2 });
  const pids = [];
  pool.on('workerStart', ({ pid }) => pids.push(pid));
  await pool.ready();
  await until(() => pids.length === 2 && pids.every((pid) => groupNice(pid) === Math.max(0, Number(own))));
});
