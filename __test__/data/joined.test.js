'use strict';

const { joined } = require('../../lib/data/joined.js');

const PIECE = 1 << 16;
const pieces = () => Array.from({ length: 100 }, (_, index) => Buffer.alloc(PIECE, index));

test('pieces are joined over several turns of the event loop', async () => {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const whole = await joined(pieces());
  isDone = true;
  expect(whole.equals(Buffer.concat(pieces()))).toBe(true);
  // 100 pieces of 64 KiB, and 1 MiB a turn.
  expect(turns).toBeGreaterThanOrEqual(6);
});

test('few bytes, one piece and none are joined at once', async () => {
  expect(await joined([])).toEqual(Buffer.alloc(0));
  const one = Buffer.from('one');
  expect(await joined([one])).toBe(one);
  expect(String(await joined([one, Buffer.from('two')]))).toBe('onetwo');
});

test('a piece that is detached meanwhile is an error, and an abort ends the work', async () => {
  const detached = pieces();
  const { buffer } = new Uint8Array(PIECE);
  detached.push(Buffer.from(buffer));
  const call = joined(detached);
  structuredClone(buffer, { transfer: [buffer] });
  await expect(call).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  await expect(joined(pieces(), AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORT_ERR' });
});
