'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { freePort } = require('../docs/helpers/reader.js');
const { makeFolder, removeFolder } = require('../helpers/folder.js');
const { FIVE, env, install, lineOf } = require('../watch/helpers/programs.js');
const { offloop } = require('./helpers/program.js');

let folder;
beforeAll(() => {
  folder = fs.realpathSync(makeFolder());
  install(folder);
});
afterAll(() => removeFolder(folder));

const doctor = (options, program, variables) =>
  offloop(folder, ['doctor', ...options, '--', process.execPath, ...program], {
    env: { ...env, ...variables },
  });

/** The first place, but for the time that the program had no core: other tests may run beside this one. */
const worstOf = ({ findings }) => findings.find(({ kind }) => kind !== 'not scheduled');

test.each(FIVE)('names the line of $name.js that blocks first, with $cause as its cause', (row) => {
  const { status, stdout, stderr } = doctor(['--json'], [`${row.name}.js`]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const first = worstOf(JSON.parse(stdout));
  const file = path.join(folder, `${row.name}.js`);
  expect(first).toMatchObject({ kind: row.kind, name: row.cause, at: { file, line: lineOf(file) } });
  // A loop in a package has the user's line first, and the package's beside it.
  const score = { file: path.join(folder, 'node_modules', 'slow-score', 'index.js'), function: 'score' };
  if (row.name === 'dependency') expect(first.inside).toMatchObject(score);
});

test('says what to write instead, and what that is worth on this machine', () => {
  const { status, stdout } = doctor(['--max-stall', '600000'], ['json.js']);
  expect(status).toBe(0);
  const line = lineOf(path.join(folder, 'json.js'));
  expect(stdout).toMatch(/^What blocked: \d+ stalls? of 50 ms or more, \d+ ms in all, \d+ ms the longest$/m);
  expect(stdout).toMatch(new RegExp(`^\\d\\. json\\.js:${line} orders: JSON\\.parse, up to \\d+$`, 'm'));
  expect(stdout).toContain(
    "import { parseJson } from 'offloop';\n       const value = await parseJson(text);",
  );
  expect(stdout).toMatch(/worth: about \d+ ms of \d+ ms\. On this machine parseJson stops the loop for \d/);
});

test('--load calls the routes of a server until the time is over, and ends it', async () => {
  const port = await freePort();
  const urls = ['orders', 'light'].flatMap((route) => ['--load', `http://127.0.0.1:${port}/${route}`]);
  const { status, stdout } = doctor([...urls, '--time', '3s', '--json'], ['server.js'], { PORT: `${port}` });
  const report = JSON.parse(stdout);
  const { load } = report;
  expect(status).toBe(0);
  expect(load.requests).toBeGreaterThan(1);
  expect(Object.keys(load.statuses)).toEqual(['200']);
  const file = path.join(folder, 'server.js');
  expect(worstOf(report)).toMatchObject({
    name: 'JavaScript',
    at: { file, line: lineOf(file), function: 'orders' },
  });
});

test('--max-stall ends with status 1 and says which stall was longer', () => {
  const longer = doctor(['--max-stall', '100'], ['hashing.js']);
  expect(longer.status).toBe(1);
  expect(longer.stderr).toMatch(/offloop doctor: a stall of \d+ ms is longer than --max-stall 100/);
});

test('a program that fails keeps its status, and its output goes to standard error', () => {
  const program = ['--eval', 'console.log("out"); console.error("err"); process.exitCode = 7'];
  const { status, stdout, stderr } = doctor([], program);
  expect(status).toBe(7);
  expect(stdout).toMatch(/^(Nothing blocked|What blocked)/);
  expect(stderr.split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('a server that ends by itself under the load ends the load', async () => {
  const port = await freePort();
  const program = `require('node:http').createServer((req, res) => { res.end(); process.exit(3) }).listen(${port}, '127.0.0.1')`;
  const { status } = doctor(['--load', `http://127.0.0.1:${port}/`], ['--eval', program]);
  expect(status).toBe(3);
});

test('child processes that run node are watched too', () => {
  const child = `const start = process.cpuUsage();
    do { for (let count = 0; count < 1e6; count += 1); } while (process.cpuUsage(start).user < 400_000);`;
  const program = `require('node:child_process').fork('child.js')`;
  fs.writeFileSync(path.join(folder, 'child.js'), child);
  const { findings } = JSON.parse(doctor(['--json'], ['--eval', program]).stdout);
  expect(findings.map(({ at }) => at?.file)).toContain(path.join(folder, 'child.js'));
});

test.each([
  [['--load', 'http://example.com/'], 'expected an URL of this machine'],
  [['--load', 'nothing'], 'expected an URL of this machine'],
  [['--max-stall', 'x'], 'Expected a whole number, 0 or more.'],
  [['--threshold', '1'], 'Expected a whole number, 10 to 60000.'],
])('wrong options are refused before the program starts: %j', (options, message) => {
  const { status, stderr } = doctor(options, ['--eval', 'console.error("started")']);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('started');
});

test('options of a program need one', () => {
  const { status, stderr } = offloop(folder, ['doctor', '--max-stall', '100']);
  expect(status).toBe(2);
  expect(stderr).toContain('--max-stall needs a program: offloop doctor -- node server.js');
});

test('a program that is not there is status 1 with its name', () => {
  const { status, stderr } = offloop(folder, ['doctor', '--', 'no-such-program']);
  expect(status).toBe(1);
  expect(stderr).toBe('offloop doctor: no-such-program: No such file or directory\n');
});
