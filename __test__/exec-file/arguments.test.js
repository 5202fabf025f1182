'use strict';

const { execFile } = require('../..');

const TYPE = ['TypeError', 'ERR_INVALID_ARG_TYPE'];
const VALUE = ['TypeError', 'ERR_INVALID_ARG_VALUE'];
const RANGE = ['RangeError', 'ERR_OUT_OF_RANGE'];
const SIGNAL = ['TypeError', 'ERR_UNKNOWN_SIGNAL'];

/** @type {[string[], [any, any?, any?]][]} */
const MISTAKES = [
  [TYPE, [undefined]],
  [TYPE, [1]],
  [VALUE, ['']],
  [VALUE, ['a\0b']],
  [TYPE, ['ls', 'one']],
  [TYPE, ['ls', [true]]],
  [TYPE, ['ls', [null]]],
  [TYPE, ['ls', [Symbol('a')]]],
  [RANGE, ['ls', [], { nice: 20 }]],
  [RANGE, ['ls', [], { nice: -1 }]],
  [TYPE, ['ls', [], { nice: '1' }]],
  [VALUE, ['ls', ['a\0b']]],
  [TYPE, ['ls', [], 'options']],
  [TYPE, ['ls', [], { cwd: 1 }]],
  [VALUE, ['ls', [], { cwd: 'a\0b' }]],
  [TYPE, ['ls', [], { env: 'A=1' }]],
  [TYPE, ['ls', [], { env: ['A=1'] }]],
  [VALUE, ['ls', [], { env: { 'A=B': '1' } }]],
  [VALUE, ['ls', [], { env: { A: '\0' } }]],
  [VALUE, ['ls', [], { env: { 'A\0B': '1' } }]],
  [TYPE, ['ls', [], { env: { A: Symbol('a') } }]],
  [VALUE, ['ls', [], { sandbox: { env: { A: '\0' } } }]],
  [VALUE, ['ls', [], { sandbox: { env: { 'A=B': '1' } } }]],
  [TYPE, ['ls', [], { sandbox: { env: 'A=1' } }]],
  [TYPE, ['ls', [], { encoding: 1 }]],
  [VALUE, ['ls', [], { encoding: 'utf-9' }]],
  [TYPE, ['ls', [], { maxBuffer: '1' }]],
  [RANGE, ['ls', [], { maxBuffer: -1 }]],
  [RANGE, ['ls', [], { maxBuffer: NaN }]],
  [TYPE, ['ls', [], { timeout: '1' }]],
  [RANGE, ['ls', [], { timeout: -1 }]],
  [RANGE, ['ls', [], { timeout: 1.5 }]],
  [RANGE, ['ls', [], { grace: -1 }]],
  [SIGNAL, ['ls', [], { killSignal: 'SIGNOT' }]],
  [SIGNAL, ['ls', [], { killSignal: 999 }]],
  [SIGNAL, ['ls', [], { killSignal: 0 }]],
  [TYPE, ['ls', [], { killSignal: {} }]],
  [TYPE, ['ls', [], { signal: 1 }]],
  [TYPE, ['ls', [], { shell: 1 }]],
  [TYPE, ['ls', [], { input: 1 }]],
  [TYPE, ['ls', [], { input: {} }]],
  [VALUE, ['ls', [], { input: 'x', stdin: 'stream' }]],
  [TYPE, ['ls', [], { stdout: 1 }]],
  [VALUE, ['ls', [], { stdout: 'file' }]],
  [VALUE, ['ls', [], { stdin: 'collect' }]],
  [TYPE, ['ls', [], { limits: 1 }]],
  [VALUE, ['ls', [], { limits: { memory: 1 } }]],
  [VALUE, ['ls', [], { limits: { messageMb: 1 } }]],
  [RANGE, ['ls', [], { limits: { memoryMb: 0 } }]],
  [RANGE, ['ls', [], { limits: { cpuMs: Infinity } }]],
  [TYPE, ['ls', [], { limits: { openFiles: '1' } }]],
  [VALUE, ['ls', [], { limits: { outputMb: 1 }, stdout: 'stream', stderr: 'ignore' }]],
  [TYPE, ['ls', [], { sandbox: 'yes' }]],
  [VALUE, ['ls', [], { sandbox: { deny: [] } }]],
  [TYPE, ['ls', [], { sandbox: { read: '/tmp' } }]],
  [TYPE, ['ls', [], { sandbox: { write: [1] } }]],
  [VALUE, ['ls', [], { sandbox: { network: 'some' } }]],
  [TYPE, ['ls', [], { sandbox: { network: {} } }]],
  [RANGE, ['ls', [], { sandbox: { network: { tcp: [0] } } }]],
  [TYPE, ['ls', [], { sandbox: { childProcess: 1 } }]],
  [TYPE, ['ls', [], { bestEffort: 1 }]],
  [VALUE, ['ls', [], { uid: 0 }]],
  [VALUE, ['ls', [], { argv0: 'x' }]],
  [VALUE, ['ls', [], { stdio: 'pipe' }]],
];

test.each(MISTAKES)('execFile rejects with %j for %j', async ([name, code], call) => {
  await expect(execFile(...call)).rejects.toMatchObject({ name, code });
});

test('a call that is rejected for its arguments has streams that are over', async () => {
  const call = execFile('', [], { stdin: 'stream', stdout: 'stream' });
  expect([call.child.stdin.destroyed, call.child.stdout.destroyed, call.child.stderr]).toEqual([
    true,
    true,
    null,
  ]);
  expect(call.child.kill()).toBe(false);
  await expect(call).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
});
