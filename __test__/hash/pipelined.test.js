'use strict';

const { createHash } = require('node:crypto');
const { hash, hashSync, integrity, stats } = require('../../index.js');
const { leavesNothing } = require('../helpers/idle.js');
const { MIB, sample } = require('../jobs/helpers/operations.js');
const { until } = require('../helpers/until.js');

const data = sample(32 * MIB + 5);
const expected = createHash('sha256').update(data).digest();

test('large data is digested while it is copied, and little of it is held', async () => {
  const held = new Set();
  let over = false;
  const call = hash('sha256', data, 'buffer').finally(() => {
    over = true;
  });
  await until(() => held.add(stats().queuedBytes) && over);
  expect(Math.max(...held)).toBe(8 * MIB);
  expect(await call).toEqual(expected);
  const keyed = /** @type {const} */ ({ key: 'key', encoding: 'base64' });
  expect(await hash('sha256', data, keyed)).toBe(hashSync('sha256', data, keyed));
  expect(await integrity(data, ['sha256'])).toBe(`sha256-${expected.toString('base64')}`);
  await leavesNothing();
});

test('so is long text', async () => {
  const text = `${'é'.repeat(16 * MIB)}${'x'.repeat(16 * MIB)}!`;
  expect(await hash('blake3', text)).toBe(hashSync('blake3', text));
});

test('an abort stops it at any moment, and leaves nothing', async () => {
  const long = Buffer.alloc(256 * MIB);
  for (const ready of [() => stats().queuedBytes > 0, () => stats().running === 1]) {
    const controller = new AbortController();
    const call = hash('sha3-512', long, { signal: controller.signal });
    const outcome = expect(call).rejects.toMatchObject({ code: 'ABORT_ERR', cause: 'enough' });
    await until(ready);
    controller.abort('enough');
    await outcome;
    await leavesNothing();
  }
});

test('data that is detached on the way is refused, and leaves nothing', async () => {
  const own = new Uint8Array(33 * MIB);
  const call = hash('sha512', own);
  structuredClone(own.buffer, { transfer: [own.buffer] });
  await expect(call).rejects.toMatchObject({ code: 'ERR_INVALID_STATE' });
  await leavesNothing();
});
