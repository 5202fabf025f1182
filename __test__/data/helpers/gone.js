'use strict';

const { finished } = require('node:stream/promises');

/** Data of each kind whose memory was transferred, or shrunk below the view, before the call. */
const GONE = {
  Buffer: () => transferred(Buffer.from(new ArrayBuffer(8))),
  Uint8Array: () => transferred(new Uint8Array(8)),
  'part of an ArrayBuffer': () => transferred(new Uint8Array(new ArrayBuffer(8), 2, 3)),
  Float64Array: () => transferred(new Float64Array(1)),
  DataView: () => transferred(new DataView(new ArrayBuffer(8))),
  ArrayBuffer: () => transferred(new DataView(new ArrayBuffer(8))).buffer,
  'view beyond the end': () => {
    const memory = new ArrayBuffer(8, { maxByteLength: 8 });
    const view = new Uint8Array(memory, 4, 4);
    memory.resize(2);
    return view;
  },
};

function transferred(view) {
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

/** A stream that is written to, and ends. */
function through(stream, data) {
  stream.end(data);
  return finished(stream.resume());
}

/** The tests that each of the entries refuses all of that, and takes empty data for data. */
function refusesGone(entries) {
  describe.each(Object.entries(entries))('%s', (_entry, call) => {
    test.each(Object.entries(GONE))('refuses data without memory: %s', async (_kind, make) => {
      await expect((async () => call(make()))()).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
    });
  });

  test.each(Object.entries(entries))(
    '%s does not take empty data for data without memory',
    async (_, call) => {
      const error = await (async () => call(new Uint8Array(0)))().then(
        () => undefined,
        (reason) => reason,
      );
      expect(error?.code).not.toBe('ERR_INVALID_STATE');
    },
  );
}

module.exports = { GONE, refusesGone, through };
