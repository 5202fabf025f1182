'use strict';

const { Writable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const offloop = require('../..');

const SRI = 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';
const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Gives the view's memory away. */
function transferred(view) {
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

describe('a chunk that is detached while it waits in a stream', () => {
  /** The stream's end, where the chunk written behind a first one is detached at once. */
  async function end(stream) {
    const [first, second] = [Buffer.alloc(1 << 20), Buffer.from(new ArrayBuffer(3 << 20))];
    stream.write(first);
    stream.end(second);
    transferred(second);
    await pipeline(stream, sink());
  }

  test.each(['createHash', 'createCompress', 'createIntegrityCheck'])('fails %s', async (name) => {
    const stream = offloop[name]({ createHash: 'sha256', createCompress: 'gzip' }[name] ?? SRI);
    await expect(end(stream)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  });

  test('fails a stream on several threads', async () => {
    const stream = offloop.createCompress('gzip', { threads: 2 });
    await expect(end(stream)).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  });
});

test('a source that is piped and gives a chunk without memory fails the stream, and ends no process', async () => {
  const source = async function* () {
    yield transferred(new Uint8Array(8));
  };
  await expect(pipeline(source, offloop.createHash('sha256'), sink())).rejects.toMatchObject({
    code: 'ERR_INVALID_STATE',
  });
});

test('lines of data that is detached between two of them are refused', async () => {
  const data = Buffer.from(new ArrayBuffer(1 << 20)).fill('[1]\n');
  const lines = offloop.parseJsonLines(data);
  await lines.next();
  transferred(data);
  const rest = async () => {
    for await (const line of lines) void line;
  };
  await expect(rest()).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
});
