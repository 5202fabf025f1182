'use strict';

const { once } = require('node:events');
const http = require('node:http');
const path = require('node:path');
const { MODES } = require('../helpers/served.js');
const { portOf } = require('../../helpers/server.js');
const { useChildren } = require('../../helpers/child.js');

const SERVER = path.join(__dirname, '../../../examples/dashboard/server.js');

const startProgram = useChildren();

/** What the demo prints until its first line, or its end, and how it ended. */
async function start(env) {
  const child = startProgram(process.execPath, [SERVER], { env: { ...process.env, ...env } });
  const exit = once(child, 'exit');
  child.stdout.once('data', () => child.kill());
  const [stdout, stderr, [code, signal]] = await Promise.all([read(child.stdout), read(child.stderr), exit]);
  return { stdout, stderr, code, signal };
}

async function read(stream) {
  return Buffer.concat(await stream.toArray()).toString();
}

test.each(MODES)('with OFFLOAD=%s the demo prints its mode and address', async (mode) => {
  const { stdout, stderr } = await start({ OFFLOAD: mode, PORT: '0' });
  expect(stdout).toMatch(new RegExp(`^offloop demo \\(${mode}\\) on http://localhost:[1-9]\\d*\n$`));
  expect(stderr).toBe('');
});

test('a port that is in use is an error in one line', async () => {
  const other = http.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = portOf(other);
  const { stderr, code } = await start({ PORT: String(port) });
  other.close();
  expect({ stderr, code }).toEqual({
    stderr: `Port ${port} is in use. Choose another one: PORT=${port + 1} npm start\n`,
    code: 1,
  });
});

test('PORT is honoured', async () => {
  const other = http.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = portOf(other);
  other.close();
  await once(other, 'close');
  expect((await start({ PORT: String(port) })).stdout).toContain(`http://localhost:${port}\n`);
});

test.each([
  [
    { OFFLOAD: 'threads' },
    'OFFLOAD must be one of offloop, node-async, node-auto, node-sync, node-piscina, not "threads"',
  ],
  [{ PORT: 'web' }, 'PORT must be a whole number, not "web"'],
  [{ PORT: '65536' }, 'PORT must be 0 to 65535, not 65536'],
  [{ MAX_QUEUED_JOBS: '-1' }, 'MAX_QUEUED_JOBS must be a whole number, not "-1"'],
  [{ PRIORITY: '5', OFFLOAD: 'node-sync' }, 'PRIORITY needs OFFLOAD=offloop'],
  [{ REDIS_URL: 'redis://localhost', OFFLOAD: 'node-sync' }, 'REDIS_URL needs OFFLOAD=offloop'],
  [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be redis://…, not "localhost:6379"'],
  [
    { PRIORITY: '20' },
    'The value of "options.priority" is out of range. It must be >= 0 && <= 19. Received 20',
  ],
])('%j ends with the reason', async (env, reason) => {
  const { stdout, stderr, code } = await start({ PORT: '0', ...env });
  expect({ stdout, stderr, code }).toEqual({ stdout: '', stderr: `${reason}\n`, code: 1 });
});
