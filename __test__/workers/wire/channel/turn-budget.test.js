'use strict';

const { once } = require('node:events');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { isolationSupport } = require('../../../..');
const { messageFrame } = require('../../../../lib/workers/wire/channel/frames.js');
const { TURN } = require('../../../../lib/workers/wire/channel/limits.js');
const { serialize } = require('../../../../lib/workers/wire/channel/serialize.js');
const { TurnBudget } = require('../../../../lib/workers/wire/channel/turn-budget.js');
const { destroyPools, fixture, makePool } = require('../../helpers/pools.js');
const { closeAll } = require('./helpers/pair.js');
const { rawEnd } = require('./helpers/raw-end.js');

afterEach(async () => {
  await destroyPools();
  await closeAll();
});

const LIMITS = { frames: 20, bytes: 1000, time: 5 };

function spin(milliseconds) {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

describe('a turn is full', () => {
  test.each([
    ['of frames', (turn) => Array.from({ length: 20 }, () => turn.spend({ frames: 1, bytes: 1 }, () => {}))],
    ['of bytes', (turn) => turn.spend({ frames: 0, bytes: 1000 }, () => {})],
    ['of time', (turn) => turn.spend({ frames: 1, bytes: 1 }, () => spin(5))],
  ])('%s, and the next is not', async (_name, fill) => {
    const turn = new TurnBudget(LIMITS);
    const onTurn = jest.fn();
    turn.onTurn(onTurn);
    expect(turn.hasRoom).toBe(true);
    fill(turn);
    expect(turn.hasRoom).toBe(false);
    await nextTurn();
    expect(turn.hasRoom).toBe(true);
    expect(onTurn).toHaveBeenCalledTimes(1);
  });

  test('and what fails counts', async () => {
    const turn = new TurnBudget(LIMITS);
    const fail = () => {
      throw new Error('wrong');
    };
    expect(() => turn.spend({ frames: 1, bytes: 1000 }, fail)).toThrow('wrong');
    expect(turn.hasRoom).toBe(false);
    await nextTurn();
  });

  test('as often in a row as their frames would fill turns', async () => {
    const turn = new TurnBudget(LIMITS);
    for (let round = 0; round < 4; round += 1) {
      turn.spend({ frames: 10, bytes: 1000 }, () => {});
      await nextTurn();
    }
    expect(turn.fullTurns).toBe(2);
    turn.spend({ frames: 16, bytes: 1 }, () => {});
    await nextTurn();
    expect(turn.fullTurns).toBe(0);
  });
});

test('messages that take long are spread over turns', async () => {
  const { end, theirs } = rawEnd({ trusted: false, onMessage: () => spin(2) });
  let most = 0;
  let before = 0;
  const watch = () => {
    most = Math.max(most, end.messages.length - before);
    before = end.messages.length;
    if (!end.isClosed) setImmediate(watch);
  };
  watch();
  theirs.end(Buffer.concat(Array.from({ length: 50 }, () => messageFrame(serialize([1]).body, []))));
  await end.received(Infinity);
  expect(end.messages.length).toBe(50);
  expect(most).toBeLessThanOrEqual(3);
  expect(end.violations).toEqual([]);
});

const testHere = isolationSupport().sandbox ? test : test.skip;

testHere('output of a sandboxed worker is spread over turns', async () => {
  const pool = makePool('process', { sandbox: true, stdio: 'pipe' }, fixture('process-tasks.js'));
  let [total, most, ofTurn] = [0, 0, 0];
  pool.on('workerOutput', ({ chunk }) => {
    total += chunk.length;
    ofTurn += chunk.length;
  });
  const watch = () => {
    most = Math.max(most, ofTurn);
    ofTurn = 0;
    timer = setImmediate(watch);
  };
  let timer = setImmediate(watch);
  const size = 8 * TURN.untrusted.bytes;
  const written = pool.run('writeMuch', [size]);
  while (total < size) await once(pool, 'workerOutput');
  await written;
  clearImmediate(timer);
  expect(most).toBeLessThanOrEqual(TURN.untrusted.bytes + 64 * 1024);
});
