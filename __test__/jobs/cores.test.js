'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { isInstalled, outputOf } = require('../helpers/program.js');

const FIXTURE = path.join(__dirname, 'fixtures/cores.js');
const onLinux = process.platform === 'linux';
/** What a machine has is not what these tests are about. */
const env = { OFFLOOP_THREADS: undefined };

/**
 * What the fixture prints.
 * @param {string} name
 * @param {{ before?: string[], variables?: NodeJS.ProcessEnv }} [options] the command that starts it, and variables
 */
function outcome(name, { before = [], variables = {} } = {}) {
  const [file, ...args] = [...before, process.execPath, FIXTURE, name];
  return JSON.parse(outputOf(file, args, { env: { ...env, ...variables } }));
}

const ONE = { threads: 1, workers: 1, imageWorkers: 1, modelThreads: 1 };

const withTaskset = onLinux && isInstalled('taskset') ? test : test.skip;

withTaskset('affinity to one core gives one thread and one worker (taskset)', () => {
  const first = /^Cpus_allowed_list:\s*(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1];
  expect(outcome('sizes', { before: ['taskset', '-c', String(first)] })).toEqual(ONE);
});

/** A group of the cgroup hierarchy for processor time, of either version, with the quota of 1.5 cores. */
function makeQuota() {
  for (const [mount, file, quota] of [
    ['/sys/fs/cgroup/cpu', 'cpu.cfs_quota_us', '150000'],
    ['/sys/fs/cgroup', 'cpu.max', '150000 100000'],
  ]) {
    const group = path.join(mount, `offloop-test-cores-${process.pid}`);
    try {
      fs.mkdirSync(group);
    } catch {
      continue;
    }
    if (fs.existsSync(path.join(group, file))) {
      fs.writeFileSync(path.join(group, file), quota);
      return group;
    }
    fs.rmdirSync(group);
  }
  return undefined;
}

const quota = onLinux ? makeQuota() : undefined;
const withQuota = quota === undefined ? test.skip : test;

afterAll(() => {
  if (quota !== undefined) fs.rmdirSync(quota);
});

withQuota('a quota of 1.5 cores gives one thread and one worker (root, and cgroups)', () => {
  const enter = `echo $$ > ${quota}/cgroup.procs && exec "$@"`;
  expect(outcome('sizes', { before: ['sh', '-c', enter, 'sh'] })).toEqual(ONE);
});

const describeCounted = onLinux && isInstalled('cc') ? describe : describe.skip;

describeCounted('where the system counts 64 cores (a C compiler)', () => {
  const folder = useSharedFolder();
  const library = path.join(folder, 'affinity.so');
  const counted = { LD_PRELOAD: library, COUNTED_CORES: '64' };

  beforeAll(() => {
    outputOf('cc', ['-shared', '-fPIC', '-o', library, path.join(__dirname, 'fixtures/affinity.c')]);
  });

  test('there are 64 threads, and workers for all cores but one', () => {
    expect(outcome('sizes', { variables: counted })).toEqual({
      threads: 64,
      workers: 63,
      imageWorkers: 64,
      modelThreads: 32,
    });
  });

  test('digests of many inputs are right', () => {
    expect(outcome('lanes', { variables: counted })).toEqual({ same: true });
  });

  test('short jobs are done before the long ones that were called first', () => {
    // In the order of the calls, no more than 64 would be under way, or end, after the short ones.
    expect(outcome('fairness', { variables: counted }).longAfter).toBeGreaterThan(64);
  });
});
