'use strict';

const { GivenAhead } = require('../../../../lib/workers/pool/worker/given-ahead.js');
const { Claims, ThreadWord, claim } = require('../../../../lib/workers/wire/claims.js');

/** What a pool has given, and the worker's side of it. */
function given(count) {
  const word = new ThreadWord(new SharedArrayBuffer(4));
  const claims = new Claims(word);
  const ahead = new GivenAhead(claims);
  const tasks = Array.from({ length: count }, (_, id) => /** @type {any} */ ({ id, priority: -id }));
  ahead.isIdle();
  for (const task of tasks) ahead.add(task);
  return { ahead, tasks, begin: () => claim(word, claims.round) };
}

test('tasks begin in their order, each when the one before has ended', () => {
  const { ahead, tasks, begin } = given(3);
  for (const task of tasks) {
    expect(begin()).toBe(true);
    expect(ahead.next(0.1)).toBe(task);
  }
  expect(ahead.isOver).toBe(false);
  expect(ahead.next(0.1)).toBeUndefined();
  expect(ahead.isOver).toBe(true);
});

test('what was not begun is taken back, and begins no more', () => {
  const { ahead, tasks, begin } = given(3);
  begin();
  ahead.next(0.1);
  const old = ahead.round;
  expect(ahead.takeBack()).toEqual({ begun: [], back: tasks.slice(1) });
  expect(ahead.round).not.toBe(old);
  expect([ahead.size, ahead.isOver]).toEqual([0, false]);
});

test('what was begun before the pool has heard of it is not taken back', () => {
  const { ahead, tasks, begin } = given(4);
  begin();
  begin();
  expect(ahead.takeBack()).toEqual({ begun: tasks.slice(0, 2), back: tasks.slice(2) });
});

test('a task that was thought to be begun is taken back too, also the last', () => {
  const { ahead, tasks, begin } = given(3);
  begin();
  ahead.next(0.1);
  ahead.next(0.1);
  expect(ahead.takeBack()).toEqual({ begun: [], back: tasks.slice(1) });
  const alone = given(1);
  alone.ahead.next(0.1);
  expect([alone.ahead.size, alone.ahead.isOver]).toEqual([0, false]);
  expect(alone.ahead.takeBack()).toEqual({ begun: [], back: alone.tasks });
});

test('only a worker whose tasks are short has room, for as many as take a millisecond', () => {
  const { ahead } = given(0);
  expect(ahead.hasRoom).toBe(false);
  ahead.next(0.25);
  for (let count = 0; ahead.hasRoom; count += 1) ahead.add(/** @type {any} */ ({ id: count, priority: 0 }));
  expect(ahead.size).toBe(4);
  ahead.isLate(5);
  ahead.takeBack();
  expect(ahead.hasRoom).toBe(false);
  expect(new GivenAhead(undefined).hasRoom).toBe(false);
});
