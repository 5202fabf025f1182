'use strict';

const { getEventListeners, once } = require('node:events');
const { PassThrough, Readable, Writable } = require('node:stream');
const { ReadableStream } = require('node:stream/web');
const { contentDigest, integrity, verifyContentDigest, verifyIntegrity } = require('../..');

const EMPTY = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
/** @type {[string, (source: any) => Promise<unknown>][]} */
const CALLS = [
  ['integrity', (source) => integrity(source)],
  ['contentDigest', (source) => contentDigest(source)],
  ['verifyIntegrity', (source) => verifyIntegrity(source, `sha256-${EMPTY}`)],
  ['verifyContentDigest', (source) => verifyContentDigest(source, `sha-256=:${EMPTY}:`)],
];

/**
 * A web stream of these chunks that does not end, and whether it was cancelled.
 * @returns {[ReadableStream, { cancelled: boolean }]}
 */
function webStream(chunks) {
  const seen = { cancelled: false };
  const stream = new ReadableStream({
    start: (controller) => chunks.forEach((chunk) => controller.enqueue(chunk)),
    cancel() {
      seen.cancelled = true;
    },
  });
  return [stream, seen];
}

async function* generate(chunks) {
  yield* chunks;
}

test('a web stream that is locked is refused, and leaves no listener on the signal', async () => {
  const [web] = webStream(['some data']);
  web.getReader();
  const { signal } = new AbortController();
  await expect(integrity(web, ['sha256'], { signal })).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe.each(CALLS)('%s', (_, call) => {
  test.each([[{ not: 'bytes' }], [5], [true], [[65]], [Symbol('x')]])(
    'refuses a stream with the chunk %p, and destroys it',
    async (chunk) => {
      const readable = Readable.from(['a', chunk, 'b']);
      await expect(call(readable)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
      expect(readable.destroyed).toBe(true);
    },
  );

  test.each([[{ not: 'bytes' }], [5], [null], [undefined]])(
    'refuses a web stream and an iterable with the chunk %p',
    async (chunk) => {
      const [web, seen] = webStream(['a', chunk, 'b']);
      await expect(call(web)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
      expect(seen.cancelled).toBe(true);
      const iterable = generate(['a', chunk, 'b']);
      await expect(call(iterable)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    },
  );

  test('refuses what was read, has ended or was destroyed before', async () => {
    const partly = new PassThrough();
    partly.end('some data');
    partly.read(4);
    const ended = Readable.from(['some data']).resume();
    await once(ended, 'close');
    const [web] = webStream(['some', 'data']);
    const reader = web.getReader();
    await reader.read();
    reader.releaseLock();
    for (const source of [partly, ended, web, Readable.from(['x']).destroy()])
      await expect(call(source)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  });

  test('refuses what nothing can be read of: a Writable, and what a listener reads', async () => {
    const writable = new Writable({ write: (_chunk, _encoding, callback) => callback() });
    await expect(call(writable)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    const listened = new PassThrough().on('readable', () => {});
    listened.end('x');
    await expect(call(listened)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  });

  test.each([[undefined], [null], [0], [''], [false]])(
    'rejects where an iterable throws %p',
    async (thrown) => {
      async function* failing() {
        yield 'a';
        throw thrown;
      }
      await expect(call(failing())).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
    },
  );
});

test('a source is destroyed where the signal is aborted already', async () => {
  const source = Readable.from(['x']);
  const call = integrity(source, 'sha256', { signal: AbortSignal.abort('why') });
  await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'why' });
  expect(source.destroyed).toBe(true);
});

test('chunks may be text in any encoding of a stream, and every view', async () => {
  const chunks = [new ArrayBuffer(2), new Uint16Array(2), new DataView(new ArrayBuffer(1)), 'é'];
  const expected = await integrity(Buffer.concat([Buffer.alloc(7), Buffer.from('é')]));
  expect(await integrity(Readable.from(chunks))).toBe(expected);
  expect(await integrity(generate(chunks))).toBe(expected);
  const coded = new PassThrough({ encoding: 'utf8' });
  coded.end('é');
  expect(await integrity(coded)).toBe(await integrity('é'));
});
