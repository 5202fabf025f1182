'use strict';

const { NAMES } = require('../../lib/option-names.js');
const { execFile, hash, hashSync, WorkerPool } = require('../..');
const { CALLS, SANDBOXES } = require('./calls.js');
const { errorOf, expectRefusal, pathOf } = require('./refusal.js');
const { wrong } = require('../helpers/values.js');

test('every call of the table is tried', () => {
  expect(Object.keys(CALLS).sort()).toEqual(Object.keys(NAMES).sort());
});

test.each(Object.keys(NAMES))('%s refuses a name that it does not know', async (call) => {
  const path = pathOf(call);
  for (const value of [1, true, {}, undefined]) {
    const error = await errorOf(call, { zzzzzz: value });
    expectRefusal(error, `unknown option \`${path}zzzzzz\`; known are: \`${path}${NAMES[call][0]}\``);
  }
});

test.each(Object.keys(NAMES))('%s knows every name of its own', async (call) => {
  const undefineds = Object.fromEntries(NAMES[call].map((name) => [name, undefined]));
  const { message = '' } = (await errorOf(call, undefineds)) ?? {};
  expect(message).not.toMatch('unknown option');
});

test.each(Object.entries(SANDBOXES))('the sandbox of %s refuses what it does not know', async (_, call) => {
  await expect(call({ reads: [] })).rejects.toThrow(
    'unknown option `sandbox.reads`; did you mean `sandbox.read`?',
  );
  await expect(call({ network: { tcp: [80], udp: [53] } })).rejects.toThrow(
    'unknown option `sandbox.network.udp`; known are: `sandbox.network.tcp`',
  );
});

test('what options inherit is not refused, and what is theirs is', async () => {
  class Options {
    /** @type {'base64'} */
    encoding = 'base64';
  }
  const inherited = Object.create({ encoding: 'base64', zzzzzz: 1 });
  const expected = hashSync('sha256', 'a', 'base64');
  expect(await hash('sha256', 'a', new Options())).toBe(expected);
  expect(await hash('sha256', 'a', inherited)).toBe(expected);
  expect(await hash('sha256', 'a', Object.assign(Object.create(null), { encoding: 'base64' }))).toBe(
    expected,
  );
  inherited.zzzzzz = 1;
  await expect(hash('sha256', 'a', inherited)).rejects.toThrow('unknown option `zzzzzz`');
});

test('a name that objects inherit is a name like others', async () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const options = JSON.parse(`{ "${name}": 1 }`);
    await expect(hash('sha256', 'a', options)).rejects.toThrow(`unknown option \`${name}\``);
  }
});

test('symbols and properties that cannot be enumerated do not count as options', async () => {
  const options = Object.defineProperty({ [Symbol('x')]: 1 }, 'zzzzzz', { value: 1 });
  await expect(hash('sha256', 'a', options)).resolves.toMatch(/^ca978112/);
});

test('an array is not an object of options', async () => {
  for (const call of ['hash', 'execFile', 'WorkerPool', 'configure', 'execFile.limits', '.sandbox']) {
    const error = await errorOf(call, ['hex']);
    expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
  }
});

test('a name is shown on one line, and not all of a long one', async () => {
  const name = `a\nb${'x'.repeat(1_000_000)}`;
  const { message } = await errorOf('hash', { [name]: 1 });
  expect(message.startsWith('unknown option `a\\nbxxx')).toBe(true);
  expect(message.length).toBeLessThan(200);
});

test('options that have their own reason keep it', async () => {
  await expect(execFile('true', [], wrong({ detached: true }))).rejects.toThrow(
    /'options.detached' is not supported: /,
  );
  await expect(execFile('true', [], wrong({ detached: undefined }))).resolves.toMatchObject({ stdout: '' });
  expect(() => new WorkerPool(__filename, { isolation: 'thread', cwd: '/' })).toThrow(
    "The property 'options.cwd' is not possible with isolation 'thread'",
  );
});
