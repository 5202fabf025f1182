'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { isolationSupport } = require('../..');
const { useChildren } = require('../helpers/child.js');
const { useFolder } = require('../helpers/folder.js');
const { isAlive } = require('../helpers/processes.js');
const { until } = require('../helpers/until.js');
const { get } = require('../supervise/helpers/client.js');
const { bin, offloop } = require('./helpers/program.js');

const folder = useFolder();
const startChild = useChildren();
const testWithProcesses = isolationSupport().processes ? test : test.skip;
const server = path.join(__dirname, '../supervise/fixtures/server.js');
const exits = path.join(__dirname, '../supervise/fixtures/exits.js');

test('the port of the variable PORT is named where it is bad', () => {
  const { status, stderr } = offloop(folder.path, ['supervise', server], { env: { PORT: 'here' } });
  expect(stderr).toContain(
    'the variable PORT must be a port, host:port, a path with "/", or none, not \'here\'',
  );
  expect(status).toBe(2);
});

/** `offloop supervise`, what it has printed, and its port when it is ready. */
function start(...words) {
  const child = startChild(process.execPath, [bin, 'supervise', '--listen', '127.0.0.1:0', ...words]);
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (data) => (printed += data));
  const says = (pattern) => until(() => pattern.exec(printed));
  const port = async () => Number((await says(/ready on port (\d+)/))[1]);
  return { child, says, port, printed: () => printed };
}

testWithProcesses.each(/** @type {const} */ (['SIGINT', 'SIGTERM']))(
  'serves with several processes under limits until %s',
  async (signal) => {
    const { child, port, printed } = start(server, '--instances', '2', '--memory', '512M');
    expect((await get({ port: await port() })).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    const pids = Array.from(printed().matchAll(/started, pid (\d+)/g), ([, pid]) => Number(pid));
    expect(pids).toHaveLength(2);
    expect(pids.some(isAlive)).toBe(false);
  },
);

testWithProcesses.each(/** @type {const} */ (['SIGHUP', 'SIGUSR2']))(
  'replaces its processes at %s',
  async (signal) => {
    const { child, says, port } = start(server);
    const address = { port: await port() };
    const { body: before } = await get(address);
    child.kill(signal);
    await says(/: reloaded\n/);
    await until(async () => (await get(address)).body !== before);
    await says(new RegExp(`pid ${before}, ended: `));
  },
);

testWithProcesses('says how a process has ended, and starts it again', async () => {
  const { says, port } = start('--health-timeout', '1s', server);
  const address = { port: await port() };
  await expect(get(address, '/exit')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await says(/instance 0, pid \d+, ended: exit \(exit code 3\)/);
  const { body: pid } = await get(address);
  await expect(get(address, '/block')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await says(new RegExp(`pid ${pid}: its loop is blocked`));
  expect((await get(address)).status).toBe(200);
});

testWithProcesses('a second signal ends it at once', async () => {
  const { child, port } = start(server);
  const marker = folder.at('waits');
  const answer = get({ port: await port() }, `/wait?${marker}`).catch(({ code }) => code);
  await until(() => fs.existsSync(marker));
  child.kill('SIGINT');
  // The first one is seen by what it does: nothing listens any more.
  const address = { port: await port() };
  await until(() =>
    get(address).then(
      () => false,
      () => true,
    ),
  );
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(await answer).toBe('ECONNRESET');
});

testWithProcesses('gives its program arguments and variables', async () => {
  const { port } = start('--env', 'MINE=yes', '--cwd', folder.path, server, 'one', '--', '--instances', 'a');
  const seen = JSON.parse((await get({ port: await port() }, '/environment')).body);
  expect(seen).toMatchObject({ argv: ['one', '--instances', 'a'], cwd: folder.path, env: { MINE: 'yes' } });
});

testWithProcesses('gives up a program that ends too often', () => {
  const { status, stderr } = offloop(folder.path, [
    'supervise',
    '--listen',
    'none',
    '--max-restarts',
    '1',
    exits,
  ]);
  expect(status).toBe(1);
  expect(stderr).toContain("exits.js' ended more than 1 times");
});

test.each([
  ['no file', [], "missing required argument 'file'"],
  [
    'a bad address',
    ['--listen', 'here', server],
    '--listen must be a port, host:port, a path with "/", or none',
  ],
  ['a bad port', ['--listen', '70000', server], '--listen must be a port'],
  ['a program that is not there', ['missing.js'], "no such program: 'missing.js'"],
  ['too many instances', ['--instances', '65', server], 'a whole number, 1 to 64'],
  ['an unknown option', ['--cluster', server], "unknown option '--cluster'"],
  ['no time', ['--drain-timeout', '0', server], "'0' is invalid. Expected a time, 1ms to 24d"],
  ['more time than timers have', ['--start-timeout', '30d', server], "'30d' is invalid. Expected a time"],
  ['more memory than can be counted', ['--memory', '99999999T', server], 'Expected 8589934592M or less'],
])('refuses %s', (_, words, message) => {
  const { status, stderr } = offloop(folder.path, ['supervise', ...words]);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
