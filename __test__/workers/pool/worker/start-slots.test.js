'use strict';

const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { StartSlots } = require('../../../../lib/workers/pool/worker/start-slots.js');
const { until } = require('../../../helpers/until.js');
const { destroyPools, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);

/** As long as a timer can wait. */
const FOREVER = 2 ** 31 - 1;

/** Begins starts, as many as `wanted`, whenever there is a slot, and notes in which turn of the loop. */
function beginning(slots, wanted, turnNow = () => 0) {
  /** @type {{ turns: number[], giveBack: (() => void)[] }} */
  const begun = { turns: [], giveBack: [] };
  const begin = () => {
    if (begun.turns.length === wanted) return;
    if (slots.isFree) {
      begun.giveBack.push(slots.take());
      begun.turns.push(turnNow());
    }
    slots.wait(begin);
  };
  begin();
  return begun;
}

/** Keeps the loop busy, with turns of a millisecond, until the function that is returned is called. */
function busyLoop(onTurn = () => {}) {
  let isOver = false;
  const turn = () => {
    onTurn();
    for (const end = performance.now() + 1; performance.now() < end;);
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    isOver = true;
  };
}

const turns = async (count) => {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
};

test('as many workers start at once as there are cores, where the loop is idle', async () => {
  const begun = beginning(new StartSlots(4, FOREVER), 10);
  await until(() => begun.turns.length === 4);
  await sleep(50);
  expect(begun.turns).toHaveLength(4);
});

test('what comes before the first start has a turn of its own', async () => {
  let turn = 0;
  const end = busyLoop(() => {
    turn += 1;
  });
  await until(() => turn > 2);
  const slots = new StartSlots(4, FOREVER);
  const madeIn = turn;
  let workedIn = 0;
  slots.before(() => {
    workedIn = turn;
  });
  const begun = beginning(slots, 1, () => turn);
  await until(() => begun.turns.length === 1);
  end();
  expect(workedIn).toBeGreaterThan(madeIn);
  expect(begun.turns[0]).toBeGreaterThan(workedIn);
});

test('a core is left to a loop that is busy, and each start begins in a turn of its own', async () => {
  let turn = 0;
  const end = busyLoop(() => {
    turn += 1;
  });
  await until(() => turn > 2);
  const begun = beginning(new StartSlots(4, FOREVER), 10, () => turn);
  await until(() => begun.turns.length === 3);
  await turns(100);
  end();
  expect(begun.turns).toHaveLength(3);
  expect(new Set(begun.turns).size).toBe(3);
});

test('a slot that is given back, twice, is one slot', async () => {
  const begun = beginning(new StartSlots(1, FOREVER), 10);
  await until(() => begun.turns.length === 1);
  begun.giveBack[0]();
  begun.giveBack[0]();
  await until(() => begun.turns.length === 2);
  await turns(20);
  expect(begun.turns).toHaveLength(2);
});

test('one core starts one worker at a time; a start that takes long does not hold up others', async () => {
  const begun = beginning(new StartSlots(1, 20), 3);
  await nextTurn();
  expect(begun.turns).toHaveLength(1);
  await until(() => begun.turns.length === 3);
});

test.each(['process', 'thread'])('a pool starts its workers one after the other: %s', async (isolation) => {
  const pool = makePool(isolation, { minWorkers: 3, maxWorkers: 3 });
  expect(pool.stats.workers.starting).toBeLessThan(2);
  await pool.ready();
  expect(pool.stats.workers.idle).toBe(3);
});
