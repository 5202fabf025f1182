'use strict';

const { EventEmitter } = require('node:events');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { Channel } = require('../../../../lib/workers/wire/channel/channel.js');
const { messageFrame } = require('../../../../lib/workers/wire/channel/frames.js');
const { SLOTS, SLOT_BYTES } = require('../../../../lib/workers/wire/channel/limits.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { until } = require('../../../helpers/until.js');
const { bytes } = require('./helpers/bytes.js');
const { closeAll, pair } = require('./helpers/pair.js');

const MIB = 1024 * 1024;
const ARENA = SLOTS * SLOT_BYTES;

afterEach(closeAll);

describe.each([
  ['shared memory', true],
  ['the socket alone', false],
])('through %s', (_, arenas) => {
  test('a sender has to wait, and is notified when it may go on', async () => {
    const [first, second] = pair({ arenas });
    expect(first.channel.drained()).toBe(null);
    second.channel.pause();
    first.channel.post(bytes(4 * ARENA));
    expect(first.channel.writableLength).toBeGreaterThan(2 * ARENA);
    const drained = first.channel.drained();
    let isDrained = false;
    drained.then(() => {
      isDrained = true;
    });
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(isDrained).toBe(false);
    second.channel.resume();
    await drained;
    await second.received(1);
    expect(first.channel.drained()).toBe(null);
  });

  test('no turn of the loop copies more than all slots together', async () => {
    const [first, second] = pair({ arenas });
    first.channel.post(bytes(6 * ARENA));
    let most = 0;
    for (let left = first.channel.writableLength; second.messages.length === 0;) {
      await nextTurn();
      most = Math.max(most, left - first.channel.writableLength);
      left = first.channel.writableLength;
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(ARENA);
  });

  test('nothing waits for a channel that was closed', async () => {
    const [first, second] = pair({ arenas });
    second.channel.pause();
    first.channel.post(bytes(4 * ARENA));
    const drained = first.channel.drained();
    second.channel.destroy();
    await drained;
    first.channel.post('too late');
    expect(first.isClosed).toBe(true);
  });

  test('closing sends what was posted first', async () => {
    const [first, second] = pair({ arenas });
    first.channel.post(bytes(2 * ARENA));
    first.channel.post('last');
    first.channel.close();
    expect((await second.received(2))[1]).toBe('last');
    await Promise.all([first.received(1), second.received(3)]);
    expect([first.isClosed, second.isClosed, second.messages.length]).toEqual([true, true, 2]);
  });
});

test('while a receiver pauses, the messages that it has been sent wait', async () => {
  const [first, second] = pair({
    second: {
      onMessage(value, channel) {
        if (value === 2) channel.pause();
      },
    },
  });
  for (const value of [1, 2, 3, 4]) first.channel.post(value);
  await second.received(2);
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(second.messages).toEqual([1, 2]);
  second.channel.resume();
  expect(await second.received(4)).toEqual([1, 2, 3, 4]);
});

test.each([
  ['before it arrives', (channel) => channel.pause(), () => {}],
  ['in the middle of it', () => {}, (channel) => channel.pause()],
])('what a pause leaves of a chunk, %s, is kept when its memory is used again', async (_, before, during) => {
  /** @type {any} */
  const socket = new EventEmitter();
  for (const method of ['pause', 'resume', 'destroy']) socket[method] = () => {};
  const violations = [];
  const messages = [];
  const channel = new Channel(socket, {
    onMessage(value) {
      if (messages.push(value) === 1) during(channel);
    },
    onViolation: (error) => violations.push(error),
  });
  const chunk = Buffer.concat([1, 2, 3].map((value) => messageFrame(serialize(value).body, [])));
  before(channel);
  socket.emit('data', chunk);
  chunk.fill(0);
  channel.resume();
  // A turn of the loop takes in as many as it has time for.
  await until(() => messages.length === 3 || violations.length > 0);
  expect([messages, violations]).toEqual([[1, 2, 3], []]);
});

test('a message that is more than the other end takes is refused where it is posted', () => {
  const [first] = pair({ first: { maxMessage: MIB, trustedBy: false } });
  const tooLarge = expect.objectContaining({ code: 'ERR_TASK_TOO_LARGE' });
  expect(() => first.channel.post('x'.repeat(MIB))).toThrow(tooLarge);
  expect(() => first.channel.post([Buffer.alloc(MIB), Buffer.alloc(70_000)])).toThrow(tooLarge);
  const [trusting] = pair({ first: { maxMessage: MIB } });
  expect(() => trusting.channel.post('x'.repeat(MIB))).toThrow(tooLarge);
  trusting.channel.post(Buffer.alloc(2 * MIB));
});
