'use strict';

const fs = require('node:fs');
const { execFile, isolationSupport } = require('../..');
const { useFolder } = require('../helpers/folder.js');
const { failure } = require('../workers/helpers/pools.js');
const { wrong } = require('../helpers/values.js');

const { sandbox, users } = isolationSupport();
const asRoot = users ? test : test.skip;
const asOrdinary = sandbox && !users ? test : test.skip;
const folder = useFolder();
const user = { uid: 54_321, gid: 54_322 };

asRoot('a command runs as the user of its sandbox, in no other group', async () => {
  const { stdout } = await execFile('sh', ['-c', 'id -u; id -G'], {
    sandbox: { user, childProcess: true },
  });
  expect(stdout).toBe('54321\n54322\n');
});

asRoot('a file of root alone is closed to it, although it is listed', async () => {
  fs.chmodSync(folder.path, 0o755);
  fs.writeFileSync(folder.at('private'), 'x', { mode: 0o600 });
  const read = (options) =>
    execFile('cat', [folder.at('private')], { sandbox: { read: [folder.path], ...options } });
  expect((await read({})).stdout).toBe('x');
  expect(await failure(read({ user }))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Permission denied'),
  });
});

asOrdinary('another user needs root (skipped as root)', async () => {
  const error = await failure(execFile('true', [], { sandbox: { user } }));
  expect(error).toMatchObject({ code: 'ERR_ISOLATION_UNAVAILABLE', missing: ['users'] });
});

test.each([
  [{ uid: 0, gid: 1 }, 'ERR_OUT_OF_RANGE'],
  [{ uid: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ uid: '1', gid: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ uid: 1, gid: 1, groups: [] }, 'ERR_INVALID_ARG_VALUE'],
  ['nobody', 'ERR_INVALID_ARG_TYPE'],
])('a user of %j is refused', async (bad, code) => {
  expect(await failure(execFile('true', [], { sandbox: { user: wrong(bad) } }))).toMatchObject({ code });
});
