'use strict';

const { WorkerPool } = require('../../../..');
const { TASKS } = require('../../helpers/pools.js');

test.each([
  ['a null byte in the value of a variable', [TASKS, { env: { A: '1\0LD_PRELOAD=/x.so' } }]],
  ['a null byte in the name of a variable', [TASKS, { env: { 'A\0B': '1' } }]],
  ['"=" in the name of a variable', [TASKS, { env: { 'A=B': '1' } }]],
  ['a null byte in a variable of the sandbox', [TASKS, { sandbox: { env: { A: 'a\0b' } } }]],
  ['"=" in the name of a variable of the sandbox', [TASKS, { sandbox: { env: { 'A=B': '1' } } }]],
  ['a null byte in a variable of a thread', [TASKS, { isolation: 'thread', env: { A: 'a\0b' } }]],
  ['a null byte in argv', [TASKS, { argv: ['a\0b'] }]],
  ['a null byte in execArgv', [TASKS, { execArgv: ['--title=a\0b'] }]],
  ['a null byte in cwd', [TASKS, { cwd: '/tmp\0/x' }]],
  ['a null byte in a path of the sandbox', [TASKS, { sandbox: { read: ['/a\0b'] } }]],
  ['a null byte in the file', [`${TASKS}\0`]],
  ['a null byte in the URL of the file', [new URL('file:///a%00b.js')]],
])('a pool refuses %s before anything starts', (_what, args) => {
  const refusal = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
  expect(() => new WorkerPool(.../** @type {[any, any?]} */ (args))).toThrow(
    expect.objectContaining(refusal),
  );
});
