'use strict';

const { runProgram } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

const [major] = process.versions.node.split('.').map(Number);
const FLAG = major < 24 ? '--experimental-permission' : '--permission';
const PROGRAM = `const until = Date.now() + 400; while (Date.now() < until); JSON.parse('[' + '1,'.repeat(5e6) + '1]');`;

// Where the inspector is not allowed, some versions of node end a process that connects to it.
test.each([
  ['without threads', []],
  ['without the inspector', ['--allow-worker']],
])('a program under the permission model goes on, %s', (_name, allowed) => {
  const { status, stderr } = runProgram(
    process.execPath,
    [FLAG, '--allow-fs-read=*', ...allowed, '--import', ENTRY, '--eval', PROGRAM],
    { timeout: 60_000 },
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stderr).toMatch(/offloop\/watch: [1-9]\d* stalls?, .*JSON\.parse/s);
});
