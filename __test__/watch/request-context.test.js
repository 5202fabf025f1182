'use strict';

const { AsyncResource } = require('node:async_hooks');
const { RequestContext } = require('../../lib/watch/request-context.js');

const MINUTE = 60_000;
const context = new RequestContext();

beforeEach(() => {
  jest.useFakeTimers();
  context.start();
});
afterEach(() => {
  context.stop();
  jest.useRealTimers();
});

/**
 * Begins a request, and gives the method of that which is current then, and after an `await`.
 * @param {string} method
 * @returns {Promise<(string | undefined)[]>}
 */
function begin(method) {
  return new Promise((resolve) => {
    new AsyncResource('REQUEST').runInAsyncScope(async () => {
      context.enter(/** @type {any} */ ({ method, url: '/' }));
      const now = context.current()?.method;
      await null;
      context.endTurn();
      resolve([now, context.current()?.method]);
    });
  });
}

test('a request is known in the turn that begins it, and after an await for ten minutes once it is followed', async () => {
  expect(await begin('FIRST')).toEqual(['FIRST', undefined]);
  context.follow();
  expect(await begin('SECOND')).toEqual(['SECOND', 'SECOND']);
  jest.advanceTimersByTime(9 * MINUTE);
  expect(await begin('THIRD')).toEqual(['THIRD', 'THIRD']);
  jest.advanceTimersByTime(2 * MINUTE);
  expect(await begin('FOURTH')).toEqual(['FOURTH', undefined]);
  expect(await begin('FIFTH')).toEqual(['FIFTH', undefined]);
});

test('code of no request has none, also while requests are followed', async () => {
  expect(context.current()).toBeUndefined();
  context.follow();
  const other = new AsyncResource('OTHER');
  await begin('ONE');
  expect(other.runInAsyncScope(() => context.current())).toBeUndefined();
});
