'use strict';

const { once } = require('node:events');
const { isolationSupport } = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { bin, offloop } = require('./helpers/program.js');
const { useChildren } = require('../helpers/child.js');

const folder = useSharedFolder();
const start = useChildren();
const { processes, sandbox } = isolationSupport();
const testWithProcesses = processes ? test : test.skip;
const testWithSandbox = sandbox ? test : test.skip;
const FILL = 'const all = []; for (;;) all.push(Buffer.alloc(1e6, 1));';

testWithProcesses.each([
  ['success', ['true'], 0, ''],
  ['its exit code', ['sh', '-c', 'exit 7'], 7, ''],
  ['a command that does not exist', ['no-such-command'], 127, 'no-such-command: No such file or directory'],
  ['a command that cannot be run', ['/tmp'], 126, '/tmp: Permission denied'],
  [
    'a directory that does not exist',
    ['--cwd', '/no/such', 'true'],
    125,
    '/no/such: No such file or directory',
  ],
  ['a signal', ['sh', '-c', 'kill -9 $$'], 137, 'the command was ended by SIGKILL'],
  ['its time', ['--timeout', '200ms', 'sleep', '30'], 124, 'it ran longer than 0.2 s'],
  ['processor time', ['--cpu', '100ms', '--', 'sh', '-c', 'while :; do :; done'], 137, 'processor time'],
  ['memory', ['--memory', '80M', process.execPath, '-e', FILL], 137, 'more than 80.0 MiB of memory'],
  ['an unknown option', ['--nothing', 'true'], 125, "unknown option '--nothing'"],
  ['no path to read', ['--read', '', 'true'], 125, "option '--read <path>' argument '' is invalid"],
  ['no path to write', ['--write=', 'true'], 125, "option '--write <path>' argument '' is invalid"],
  ['no command', [], 125, 'missing required argument'],
  ['an unknown signal', ['--signal', 'NONE', 'true'], 125, "unknown signal 'NONE'"],
  ['an unknown port', ['--network', 'http', 'true'], 125, '--network must be all, none, or ports'],
])('gives the status for %s', (_, words, status, message) => {
  const result = offloop(folder, ['run', ...words]);
  expect(result.status).toBe(status);
  if (message === '') expect(result.stderr).toBe('');
  else expect(result.stderr).toContain(message);
});

testWithProcesses('passes on input, outputs, arguments and variables', () => {
  const script = 'cat; echo "$1 $MINE"; echo problem >&2';
  const words = ['run', '--env', 'MINE=yes', 'sh', '-c', script, 'name', '--memory'];
  expect(offloop(folder, words, { input: 'in\n' })).toEqual({
    status: 0,
    signal: null,
    stdout: 'in\n--memory yes\n',
    stderr: 'problem\n',
  });
});

testWithProcesses('passes a signal on to the command, which may end with a status of its own', async () => {
  const script = 'trap "exit 3" TERM; echo ready; while :; do sleep 0.05; done';
  const child = start(process.execPath, [bin, 'run', 'sh', '-c', script]);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([3, null]);
});

testWithProcesses('--report says what the command has used', () => {
  const { stderr } = offloop(folder, ['run', '--report', 'true']);
  expect(stderr).toMatch(
    /^offloop run: exit \(exit code 0\), [\d.]+ s, [\d.]+ s of processor time, .* of memory\n$/,
  );
});

testWithSandbox.each([
  ['no file', ['--sandbox', 'cat', '/etc/passwd'], 1],
  ['a file that is listed', ['--read', '/etc/passwd', 'cat', '/etc/passwd'], 0],
  ['no process', ['--sandbox', 'sh', '-c', 'sh -c true; exit $?'], 2],
  ['processes that are allowed', ['--child-processes', 'sh', '-c', '/bin/true; exit $?'], 0],
])('a sandbox has %s', (_, words, status) => {
  expect(offloop(folder, ['run', ...words]).status).toBe(status);
});

testWithSandbox('a sandbox has the variables that are passed, and no others', () => {
  const words = ['run', '--sandbox', '--env', 'PASSED', '--env', 'MADE=2', 'env'];
  expect(
    offloop(folder, words, { env: { PASSED: '1' } })
      .stdout.split('\n')
      .sort(),
  ).toEqual(['', 'MADE=2', 'PASSED=1']);
});
