'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { execFile, isolationSupport } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');

const support = isolationSupport();
const describeSandbox = support.sandbox ? describe : describe.skip;
const testChildren = support.childProcess ? test : test.skip;

describeSandbox('a sandboxed command', () => {
  const folder = useSharedFolder();

  beforeAll(() => fs.writeFileSync(path.join(folder, 'secret'), 'secret'));

  const secret = () => path.join(folder, 'secret');
  /** The same command without and with a sandbox. */
  const bothWays = (file, args, sandbox) =>
    Promise.all([{}, { sandbox }].map((options) => execFile(file, args, options).catch((error) => error)));

  test('reads what is listed and nothing else', async () => {
    const [plain, denied] = await bothWays('cat', [secret()], true);
    expect(plain.stdout).toBe('secret');
    expect(denied).toMatchObject({
      code: 1,
      reason: 'exit',
      stderr: expect.stringContaining('Permission denied'),
    });
    const [, allowed] = await bothWays('cat', [secret()], { read: [folder] });
    expect(allowed.stdout).toBe('secret');
  });

  test('writes where it may and nowhere else', async () => {
    const target = path.join(folder, 'written');
    const [, denied] = await bothWays('cp', [secret(), target], { read: [folder] });
    expect(denied).toMatchObject({ code: 1 });
    const [, allowed] = await bothWays('cp', [secret(), target], { write: [folder] });
    expect(allowed.stdout).toBe('');
  });

  test('starts no processes unless it may', async () => {
    const [plain, denied] = await bothWays('sh', ['-c', 'true | true; echo done'], true);
    expect(plain.stdout).toBe('done\n');
    expect(denied.reason).toBe('exit');
    expect(denied.stdout).toBe('');
  });

  test('has no environment but that given to it', async () => {
    expect(await execFile('env', [], { sandbox: true })).toEqual({ stdout: '', stderr: '' });
    const sandbox = { env: { ONE: '1' } };
    expect((await execFile('env', [], { sandbox })).stdout).toBe('ONE=1\n');
    expect((await execFile('env', [], { sandbox, env: { TWO: '2' } })).stdout).toBe('TWO=2\n');
  });

  test('reports what was applied', async () => {
    const command = execFile('true', [], { sandbox: true });
    await command;
    expect(command.child.isolation).toEqual({
      filesystem: true,
      landlock: support.landlock,
      syscalls: true,
      privileges: true,
      network: 'none',
      processTree: 'none',
      read: [],
      cgroup: support.cgroup,
      missing: [],
    });
  });

  test('with a path to write that is not there does not start', async () => {
    const call = execFile('true', [], { sandbox: { write: ['/nonexistent'] } });
    await expect(call).rejects.toMatchObject({
      code: 'ERR_ISOLATION_SETUP',
      stage: 'landlock',
      path: '/nonexistent',
      reason: 'start',
    });
  });

  testChildren('ends with all that it started, daemons too', async () => {
    // The processes are recognised by their name: inside, their ids are others.
    const name = `offloop-test-${process.pid}`;
    fs.copyFileSync(fs.realpathSync('/bin/sleep'), path.join(folder, name));
    fs.chmodSync(path.join(folder, name), 0o755);
    const script = `setsid ${folder}/${name} 60 & ${folder}/${name} 60 & echo started; wait`;
    const controller = new AbortController();
    const command = execFile('sh', ['-c', script], {
      sandbox: { read: [folder], childProcess: true },
      signal: controller.signal,
      stdout: 'stream',
    });
    await command.child.stdout.take(1).toArray();
    await until(() => named(name).length === 2);
    controller.abort();
    await expect(command).rejects.toMatchObject({ code: 'ABORT_ERR' });
    await until(() => named(name).length === 0);
  });
});

/** The processes that run a program of this name. */
function named(name) {
  const pids = fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.filter((pid) => {
    try {
      return isAlive(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`/${name}\0`);
    } catch {
      return false;
    }
  });
}
