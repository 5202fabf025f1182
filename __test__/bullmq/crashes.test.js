'use strict';

const fs = require('node:fs');
const { round } = require('../../scripts/job-kills/round.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { runningIn, useHosts } = require('./helpers/hosts.js');
const { useQueue } = require('./helpers/queues.js');
const { describeStores } = require('./helpers/stores.js');

describeStores('crashes', (store, name) => {
  const queue = useQueue(store);
  const folder = useFolder();
  const host = useHosts(store, name, queue);

  test('a host that is killed leaves no process, and another host runs its job', async () => {
    const [started, go] = [folder.at('started'), folder.at('go')];
    const first = await host();
    const job = await queue.add('waitsFor', { started, file: go });
    const pid = await runningIn(started);
    first.kill('SIGKILL');
    await until(() => !isAlive(pid));
    await host();
    await until(async () => (await runningIn(started)) !== pid);
    fs.writeFileSync(go, '');
    await expect(queue.finished(job)).resolves.toBe('was there');
  });

  test('a host that is killed while a job blocks its worker leaves no process either', async () => {
    const first = await host();
    await queue.add('spins', { file: folder.at('pid') });
    const pid = await runningIn(folder.at('pid'));
    first.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });

  test('of two hosts one is killed, and the other finishes the jobs of both', async () => {
    const hosts = [await host(), await host()];
    const jobs = await queue.queue.addBulk(
      Array.from({ length: 60 }, (_, index) => ({ name: 'add', data: { a: index, b: 0 } })),
    );
    hosts[0].kill('SIGKILL');
    const results = await Promise.all(jobs.map((job) => queue.finished(job)));
    expect(results).toEqual(jobs.map((_, index) => index));
  });

  test('no job is lost, stays or fails when hosts are killed under them', async () => {
    const plan = { store, folder: folder.path, jobs: 100, kills: 2, ms: 10 };
    const { completed, failed, stuck, lost, twice } = await round({ ...plan, processor: 'offloop' });
    expect({ completed, failed, stuck, lost }).toEqual({ completed: 100, failed: 0, stuck: 0, lost: 0 });
    // At most those that a host has at the time: as many for each kill.
    expect(twice).toBeLessThanOrEqual(2 * 4);
  });

  test('a store that is killed and started again loses no job, and the host goes on', async () => {
    const [started, go] = [folder.at('started'), folder.at('go')];
    await host();
    const job = await queue.add('waitsFor', { started, file: go });
    await runningIn(started);
    // What is under way when it goes comes back when its lock has expired.
    await store.kill();
    await store.start();
    fs.writeFileSync(go, '');
    await until(async () => (await queue.read(job).catch(() => undefined))?.returnvalue === 'was there');
    await expect(queue.run('add', { a: 1, b: 2 })).resolves.toBe(3);
  });

  test('a job that ends while the store does not answer is completed when it does', async () => {
    const [started, go] = [folder.at('started'), folder.at('go')];
    const child = await host({ lockDuration: 30_000 });
    const job = await queue.add('waitsFor', { started, file: go });
    const pid = await runningIn(started);
    store.pause();
    fs.writeFileSync(go, '');
    await until(() => isIdle(pid));
    store.resume();
    await expect(queue.finished(job)).resolves.toBe('was there');
    expect((await queue.read(job)).attemptsStarted).toBe(1);
    expect(child.exitCode).toBeNull();
  });
});

/** Whether a process sleeps in its event loop. */
function isIdle(pid) {
  return /^State:\tS/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
}
