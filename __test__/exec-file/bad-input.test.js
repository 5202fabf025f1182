'use strict';

const { once } = require('node:events');
const { Readable } = require('node:stream');
const { execFile } = require('../..');
const { describeLinux, textOf } = require('../process/helpers/children.js');

describeLinux('the input of a command', () => {
  test.each([
    ['objects', () => Readable.from([{ not: 'bytes' }])],
    ['bytes and then an object', () => Readable.from(['some', { not: 'bytes' }])],
    [
      'numbers of a generator',
      () =>
        (function* () {
          yield 1;
        })(),
    ],
    ['objects of a web stream', () => new ReadableStream({ start: (controller) => controller.enqueue({}) })],
  ])('that has %s is refused, and its source destroyed', async (name, make) => {
    const made = make();
    /** @type {any} */
    const input = name.includes('generator') ? Readable.from(/** @type {Iterable<unknown>} */ (made)) : made;
    const error = await execFile('cat', [], { input }).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE', reason: 'input', killed: true });
    expect(input.destroyed ?? true).toBe(true);
  });

  test.each([
    ['read', async (input) => input.read()],
    ['ended', (input) => textOf(input)],
    ['destroyed', async (input) => input.destroy()],
  ])('that was %s before is refused before the command starts', async (_, spoil) => {
    const input = Readable.from([Buffer.from('all of it')]);
    await once(input, 'readable');
    await spoil(input);
    const call = execFile('cat', [], { input });
    await expect(call).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
    expect(call.child.pid).toBeUndefined();
  });

  test.each(['ECONNRESET', 'EPIPE', 'EOTHER'])(
    'that fails with %s half-way ends the command, and is the error',
    async (code) => {
      async function* half() {
        yield 'half';
        throw Object.assign(new Error('aborted'), { code });
      }
      const error = await execFile('cat', [], { input: half() }).catch((reason) => reason);
      expect(error).toMatchObject({ code, reason: 'input' });
    },
  );

  test('that throws undefined half-way ends the command', async () => {
    async function* half() {
      yield 'half';
      throw undefined;
    }
    const error = await execFile('cat', [], { input: half() }).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE', reason: 'input' });
  });

  test('need not be read to its end by the command', async () => {
    const input = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(65_536)));
    expect(await execFile('true', [], { input })).toMatchObject({ stdout: '' });
  });
});
