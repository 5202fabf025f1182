'use strict';

const { once } = require('node:events');
const frames = require('../../../../lib/workers/wire/channel/frames.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { closeAll } = require('./helpers/pair.js');
const { rawEnd } = require('./helpers/raw-end.js');

const { TYPES, abandonFrame, freeFrame, messageFrame, pieceFrame, slotFrame } = frames;
const LARGE = 100_000;
const body = (value) => serialize(value).body;
const good = messageFrame(body('good'), []);
const announced = messageFrame(body(1), [LARGE]);

/** A frame of any type and payload, with a length of its choice. */
function frame(type, payload, length = payload.length) {
  const header = Buffer.alloc(5);
  header.writeUInt32LE(length);
  header[4] = type;
  return Buffer.concat([header, Buffer.from(payload)]);
}

const numbers = (...list) => Buffer.from(Uint32Array.from(list).buffer);
const PROTOCOL = 'ERR_WORKER_PROTOCOL';
const TOO_LARGE = 'ERR_WORKER_MESSAGE_TOO_LARGE';

/** @type {Record<string, [code: string, ...chunks: Buffer[]]>} */
const VIOLATIONS = {
  'text instead of a frame': [PROTOCOL, Buffer.from('{"cmd":"NODE_HANDLE_ACK"}\n')],
  'an unknown type': [PROTOCOL, frame(9, 'x')],
  'a frame of 4 GiB': [PROTOCOL, frame(TYPES.MESSAGE, '', 0xffffffff)],
  'a value of 4 GiB': [TOO_LARGE, frame(TYPES.MESSAGE, numbers(0xffffffff, 0))],
  'a value larger than the limit': [TOO_LARGE, frame(TYPES.MESSAGE, numbers(17 * 1024 * 1024, 0))],
  'buffers larger than the limit': [TOO_LARGE, messageFrame(body(1), [0xffffffff])],
  'more buffers than there are lengths of': [PROTOCOL, frame(TYPES.MESSAGE, numbers(0, 1000))],
  'a small buffer beside its message': [PROTOCOL, messageFrame(body(1), [10])],
  'a length that contradicts the frame': [
    PROTOCOL,
    frame(TYPES.MESSAGE, Buffer.concat([numbers(10, 0), body(1)])),
  ],
  'bytes that are not a value': [PROTOCOL, messageFrame(Buffer.from('garbage'), [])],
  'an empty value': [PROTOCOL, messageFrame(Buffer.alloc(0), [])],
  'a piece of no message': [PROTOCOL, pieceFrame(Buffer.from('x'))],
  'more bytes than announced': [
    PROTOCOL,
    announced,
    pieceFrame(Buffer.alloc(60_000)),
    pieceFrame(Buffer.alloc(60_000)),
  ],
  'a message within another': [PROTOCOL, announced, announced],
  'an abandoned message that there is not': [PROTOCOL, abandonFrame()],
  'a slot of no message': [PROTOCOL, slotFrame(0, 100)],
  'a slot that there is not': [PROTOCOL, announced, slotFrame(1000, 100)],
  'a slot longer than slots are': [PROTOCOL, announced, slotFrame(0, 0xffffffff)],
  'an empty slot': [PROTOCOL, announced, slotFrame(0, 0)],
  'a freed slot that was not in use': [PROTOCOL, freeFrame(0)],
};

afterEach(closeAll);

describe.each([true, false])('an end that is trusted (%p)', (trusted) => {
  test.each(Object.entries(VIOLATIONS))('that sends %s is cut off, once', async (_, [code, ...chunks]) => {
    const { end, theirs } = rawEnd({ trusted, maxMessage: 16 * 1024 * 1024 });
    theirs.write(Buffer.concat([good, ...chunks, good]));
    await end.received(Infinity);
    expect(end.messages).toEqual(['good']);
    expect(end.violations).toMatchObject([{ code }]);
    expect(end.socket.destroyed).toBe(true);
    theirs.destroy();
  });

  test('that closes in the middle of a frame is gone, and has violated nothing', async () => {
    const { end, theirs } = rawEnd({ trusted });
    theirs.end(Buffer.concat([good, announced.subarray(0, 10)]));
    await end.received(Infinity);
    expect([end.messages, end.violations, end.isClosed]).toEqual([['good'], [], true]);
  });
});

describe('a flood of messages', () => {
  const flood = Buffer.concat(Array.from({ length: 20_000 }, () => messageFrame(body(1), [])));

  async function send(theirs, times) {
    for (let time = 0; time < times && !theirs.destroyed; time += 1) {
      if (!theirs.write(flood))
        await Promise.race([once(theirs, 'drain'), once(theirs, 'close')]).catch(() => {});
    }
  }

  test('leaves turns of the loop to others', async () => {
    const { end, theirs } = rawEnd({ trusted: false });
    let most = 0;
    let before = 0;
    const watch = () => {
      most = Math.max(most, end.messages.length - before);
      before = end.messages.length;
      if (!end.isClosed) setImmediate(watch);
    };
    watch();
    await send(theirs, 3);
    theirs.end();
    await end.received(Infinity);
    expect(end.messages.length).toBe(60_000);
    expect(most).toBeLessThanOrEqual(1024);
  });

  test('that does not end cuts off an end that is not trusted', async () => {
    const { end, theirs } = rawEnd({ trusted: false, fullTurns: 20 });
    await send(theirs, 3);
    await end.received(Infinity);
    expect(end.violations).toMatchObject([{ code: PROTOCOL, message: expect.stringContaining('flood') }]);
    expect(end.messages.length).toBeLessThan(20_000);
    theirs.destroy();
  });

  test('only slows down one that is', async () => {
    const { end, theirs } = rawEnd({ trusted: true, fullTurns: 20 });
    await send(theirs, 3);
    theirs.end();
    await end.received(Infinity);
    expect([end.messages.length, end.violations]).toEqual([60_000, []]);
  });
});

test('an end that fills slots again and does not read that they are free', async () => {
  const { end, theirs } = rawEnd({ trusted: false });
  theirs.pause();
  const head = messageFrame(body(Buffer.alloc(LARGE)), [LARGE]);
  const message = Buffer.concat([head, slotFrame(0, LARGE)]);
  while (end.violations.length === 0 && end.messages.length < 100_000) {
    if (!theirs.write(message)) await once(theirs, 'drain');
    await new Promise(setImmediate);
  }
  expect(end.violations).toEqual([expect.objectContaining({ code: PROTOCOL })]);
  theirs.destroy();
});
