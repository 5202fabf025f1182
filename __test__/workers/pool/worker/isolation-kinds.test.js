'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');
const { kindOf } = require('../../../../lib/workers/pool/worker/isolation-kinds.js');
const { slots } = require('../../../../lib/workers/pool/worker/start-slots.js');

/** @type {string[]} */
const mockEvents = [];

jest.mock('../../../../lib/workers/pool/worker/thread.js', () => {
  mockEvents.push('loaded');
  return { start: () => mockEvents.push('started') };
});

jest.mock('../../../../lib/workers/pool/worker/process.js', () => {
  mockEvents.push('failed');
  throw new Error('it cannot be loaded');
});

beforeEach(() => mockEvents.splice(0));

const start = (/** @type {any} */ kind) => kind.start({}, {});

test('the first pool of a kind has it loaded in the next turn, and no worker started before the one after', async () => {
  const kind = kindOf('thread');
  expect(mockEvents).toEqual([]);
  expect(slots.isFree).toBe(false);
  await nextTurn();
  expect(mockEvents).toEqual(['loaded']);
  expect(slots.isFree).toBe(false);
  await nextTurn();
  expect(slots.isFree).toBe(true);
  start(kind);
  expect(mockEvents).toEqual(['loaded', 'started']);
});

test('the second pool starts workers at once', () => {
  const kind = kindOf('thread');
  expect(slots.isFree).toBe(true);
  start(kind);
  expect(mockEvents).toEqual(['started']);
});

test('a kind that cannot be loaded is an error of each start', async () => {
  const kind = kindOf('process');
  await nextTurn();
  expect(mockEvents).toEqual(['failed']);
  expect(() => start(kind)).toThrow('it cannot be loaded');
  expect(() => start(kind)).toThrow('it cannot be loaded');
});
