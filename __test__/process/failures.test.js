'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { socketPair } = require('../../lib/process/socket-pair.js');
const { until } = require('../helpers/until.js');
const { openDescriptors, zombies } = require('../helpers/processes.js');
const { describeLinux, startChild, startScript } = require('./helpers/children.js');
const { outputOf } = require('../helpers/program.js');

const root = path.join(__dirname, '..', '..');

describeLinux('a child that cannot start', () => {
  test.each([
    ['a file that is not there', { file: '/no/such/file' }, 'ENOENT'],
    ['a file that is not executable', { file: __filename }, 'EACCES'],
    ['a directory that is not there', { file: 'ls', cwd: '/nonexistent' }, 'ENOENT'],
  ])('for %s rejects with the error of node', async (_, settings, code) => {
    const child = startChild({ args: ['one'], ...settings });
    const { file } = settings;
    const node = { code, syscall: `spawn ${file}`, path: file, spawnargs: ['one'] };
    await expect(child.started).rejects.toMatchObject({ ...node, message: `spawn ${file} ${code}` });
    expect(await child.ended).toMatchObject({ reason: 'start', exitCode: null, signal: null });
  });

  test('names the directory that is missing', async () => {
    const { cause } = await startChild({ cwd: '/nonexistent' }).started.catch((error) => error);
    expect(cause).toMatchObject({ code: 'ENOENT', syscall: 'chdir', path: '/nonexistent' });
  });

  test('has an error whose stack names the caller', async () => {
    async function caller() {
      await startChild({ file: 'no-such-file' }).started;
    }
    const { stack } = await caller().catch((error) => error);
    expect(stack).toMatch(/at (async )?caller/);
  });
});

describeLinux('descriptors', () => {
  const before = () => openDescriptors();

  test.each([
    ['a child that ends', {}],
    ['a child that cannot start', { file: 'no-such-file' }],
    ['a child without pipes', { stdio: ['ignore', 'ignore', 'ignore'] }],
  ])('are all closed after %s', async (_, settings) => {
    await startScript('exit 0').ended;
    const count = before();
    for (let round = 0; round < 20; round += 1) {
      const [ours, theirs] = socketPair();
      const child = startScript('exit 0', { inherit: [theirs], ...settings });
      child.stdout?.resume();
      child.stderr?.resume();
      await child.ended;
      fs.closeSync(ours);
    }
    await until(() => openDescriptors() <= count);
  });

  test('that are not open are refused, and the others closed', async () => {
    const count = before();
    const [ours, theirs] = socketPair();
    fs.closeSync(ours);
    const child = startScript('exit 0', { inherit: [theirs, 999_999] });
    await expect(child.started).rejects.toMatchObject({ code: 'EBADF', syscall: 'spawn sh' });
    await until(() => openDescriptors() <= count);
  });
});

describeLinux('a process that has no descriptors left', () => {
  test('has calls that reject, and works again when it has some', async () => {
    const script = `
      const { openSync, closeSync } = require('node:fs');
      const { execFile } = require(${JSON.stringify(root)});
      async function main() {
        await execFile('true');
        const open = [];
        try { for (;;) open.push(openSync('/dev/null')); } catch {}
        const { code, syscall } = await execFile('true').catch((error) => error);
        open.forEach((descriptor) => closeSync(descriptor));
        console.log(code, syscall, JSON.stringify(await execFile('echo', ['works'])));
      }
      main();`;
    const limited = ['-c', 'ulimit -n 64; exec "$0" -e "$1"', process.execPath, script];
    const output = outputOf('sh', limited);
    expect(output).toBe('EMFILE spawn true {"stdout":"works\\n","stderr":""}\n');
  });
});

describeLinux('children that end', () => {
  test('are reaped also while JavaScript is blocked', () => {
    for (let count = 0; count < 10; count += 1) startScript('exit 0');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    expect(zombies()).toEqual([]);
  });
});
