'use strict';

const { SLOTS, SLOT_BYTES } = require('../../../../lib/workers/wire/channel/limits.js');
const { bytes } = require('./helpers/bytes.js');
const { closeAll, pair } = require('./helpers/pair.js');

const ARENA = SLOTS * SLOT_BYTES;
const SIZES = [65_537, SLOT_BYTES, SLOT_BYTES + 1, ARENA, 3 * ARENA + 12_345];

afterEach(closeAll);

describe.each([
  ['shared memory', true],
  ['the socket alone', false],
])('through %s', (_, arenas) => {
  test.each(SIZES)('a buffer of %i bytes arrives whole, in memory of its own', async (size) => {
    const [first, second] = pair({ arenas });
    const data = bytes(size);
    first.channel.post({ data });
    const [arrived] = await second.received(1);
    expect(arrived.data.equals(data)).toBe(true);
    expect(arrived.data.buffer.byteLength).toBe(size);
    expect([first.violations, second.violations]).toEqual([[], []]);
  });

  test('a large value without buffers arrives', async () => {
    const [first, second] = pair({ arenas });
    const value = {
      text: 'é\u4e00'.repeat(500_000),
      list: Array.from({ length: 200_000 }, (__, index) => index),
    };
    first.channel.post(value);
    const [arrived] = await second.received(1);
    expect(arrived.text === value.text && arrived.list.length === 200_000).toBe(true);
  });

  test('many buffers of one message arrive, each in its place', async () => {
    const [first, second] = pair({ arenas });
    const list = SIZES.map((size, seed) => bytes(size, seed));
    first.channel.post({ list, text: 'x'.repeat(100_000) });
    const [arrived] = await second.received(1);
    expect(arrived.list.map((data, index) => data.equals(list[index]))).toEqual(SIZES.map(() => true));
    expect(arrived.text.length).toBe(100_000);
  });

  test('messages keep their order, in both directions at once, small behind large', async () => {
    const ends = pair({ arenas });
    const sent = Array.from({ length: 30 }, (__, index) => ({
      index,
      data: bytes((index % 3) * 400_000, index),
    }));
    for (const end of ends) for (const value of sent) end.channel.post(value);
    for (const end of ends) {
      const arrived = await end.received(sent.length);
      expect(arrived.map(({ index }) => index)).toEqual(sent.map(({ index }) => index));
      expect(arrived.every(({ data }, index) => data.equals(sent[index].data))).toBe(true);
    }
  });

  test('an urgent message goes before a large one under way', async () => {
    const [first, second] = pair({ arenas });
    first.channel.post(bytes(4 * ARENA));
    first.channel.post('later');
    first.channel.post('urgent', { urgent: true });
    const arrived = await second.received(3);
    expect(arrived.map((value) => (Buffer.isBuffer(value) ? 'large' : value))).toEqual([
      'urgent',
      'large',
      'later',
    ]);
  });

  test.each([
    ['is detached', (buffer) => structuredClone(buffer, { transfer: [buffer] })],
    ['shrinks', (buffer) => buffer.resize(1000)],
  ])('a buffer that %s while it is copied fails its message and no other', async (__, disturb) => {
    const [first, second] = pair({ arenas });
    const buffer = new ArrayBuffer(3 * ARENA, { maxByteLength: 3 * ARENA });
    const failures = [];
    first.channel.post([new Uint8Array(buffer)], { onFailed: (error) => failures.push(error) });
    first.channel.post('after');
    disturb(buffer);
    expect(await second.received(1)).toEqual(['after']);
    expect(failures).toMatchObject([{ code: 'ERR_TASK_NOT_SERIALIZABLE', name: 'TaskDataError' }]);
    expect(first.channel.writableLength).toBe(0);
  });
});
