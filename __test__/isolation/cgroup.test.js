'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { outputOf } = require('../helpers/program.js');

const SERVICE = path.join(__dirname, 'fixtures', 'delegated-service.js');

/** Where the hierarchy of version 2 is mounted, if root may make groups in it. */
const mount = (() => {
  const mounts = fs.existsSync('/proc/self/mounts') ? fs.readFileSync('/proc/self/mounts', 'utf8') : '';
  const line = mounts.split('\n').find((one) => one.split(' ')[2] === 'cgroup2');
  return process.getuid?.() === 0 ? line?.split(' ')[1] : undefined;
})();
/** Of groups below the top. */
const controllers =
  mount === undefined ? '' : fs.readFileSync(path.join(mount, 'cgroup.subtree_control'), 'utf8');
const delegated = `${mount}/offloop-test-${process.pid}`;
const describeCgroup = mount === undefined ? describe.skip : describe;

describeCgroup('a service with a cgroup of its own (root, and cgroups of version 2)', () => {
  beforeAll(() => {
    fs.mkdirSync(`${delegated}/service`, { recursive: true });
    mark(delegated);
  });

  afterAll(() => {
    fs.rmdirSync(`${delegated}/service`);
    fs.rmdirSync(delegated);
  });

  /** What a program of the fixture prints, run inside the group `service`. */
  const run = (task) => {
    const enter = `echo $$ > ${delegated}/service/cgroup.procs && exec "$@"`;
    const args = ['-c', enter, 'sh', process.execPath, SERVICE, task];
    return JSON.parse(outputOf('sh', args, { timeout: 300_000 }));
  };

  test('says which limits the kernel keeps', () => {
    const kept = [
      'cpu',
      controllers.includes('memory') && 'memory',
      controllers.includes('pids') && 'processes',
    ];
    const expected = kept.filter(Boolean);
    expect(run('support')).toEqual({ support: expected, command: expected });
  });

  test('counts the processor time of children that are not waited for, exactly', () => {
    const { code, cpuMs } = run('burn');
    expect(code).toBe('ERR_WORKER_CPU_LIMIT');
    expect(cpuMs).toBeGreaterThan(300);
  });

  test('leaves no process and no group', () => {
    expect(run('daemon')).toEqual({ daemon: false });
    const groups = fs.readdirSync(delegated).filter((name) => name.startsWith('offloop-'));
    expect(groups).toEqual([]);
  });

  const withMemory = controllers.includes('memory') ? test : test.skip;
  withMemory('is held to its memory by the kernel (needs the controller of memory)', () => {
    expect(run('memory')).toMatchObject({ code: 'ERR_WORKER_MEMORY_LIMIT', reason: 'memory' });
  });

  const withPids = controllers.includes('pids') ? test : test.skip;
  withPids('is held to its processes by the kernel (needs the controller of pids)', () => {
    expect(run('processes')).toMatchObject({ stderr: expect.stringMatching(/fork/i) });
  });
});

/** The mark that systemd leaves on what it has delegated. */
function mark(folder) {
  const setxattr = { x64: 188, arm64: 5 }[process.arch];
  const set = `my ($folder, $name, $value) = @ARGV; exit(syscall(${setxattr}, $folder, $name, $value, 1, 0) != 0)`;
  outputOf('perl', ['-e', set, folder, 'user.delegate', '1']);
}
