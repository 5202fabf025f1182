'use strict';

const { TimedCalls } = require('../../lib/watch/timed/calls.js');
const { hotSort, hotStringify } = require('../../lib/watch/timed/hot.js');
const { readClock } = require('../../lib/watch/thread-clock.js');

const LONG = 'x'.repeat(2_000_000);
const TIMED = {
  size: (_args, text) => text.length,
  isQuick: (text) => typeof text === 'string' && text.length < 8192,
};

/** The wrapper of a function that gives its argument, and the calls of it that were kept. */
function wrapped() {
  const calls = new TimedCalls(() => undefined);
  const original = (text) => {
    const until = performance.now() + (text === LONG ? 10 : 0);
    while (performance.now() < until);
    return text;
  };
  const stringify = hotStringify(original, calls.timing(TIMED, 'JSON.stringify'), calls);
  return { calls, stringify, kept: () => calls.take(0) };
}

test('a long text is timed from its start, also the second one after thousands of short ones', () => {
  const { calls, stringify, kept } = wrapped();
  expect(calls.isExact).toBe(true);
  stringify(LONG);
  expect(kept()).toMatchObject([{ name: 'JSON.stringify', size: LONG.length }]);
  for (let count = 0; count < 1000; count += 1) stringify('short');
  expect(calls.isExact).toBe(false);
  readClock();
  const before = performance.now();
  stringify(LONG);
  const [estimated] = kept();
  // Not longer than the time since the clock was read last.
  expect(estimated).toMatchObject({ name: 'JSON.stringify', size: LONG.length });
  expect(estimated.end - estimated.start).toBeLessThanOrEqual(performance.now() - before + 1);
  expect(calls.isExact).toBe(true);
  stringify(LONG);
  expect(kept()).toHaveLength(1);
});

test('texts that cannot have taken long are not kept', () => {
  const { stringify, kept } = wrapped();
  for (let count = 0; count < 1000; count += 1) stringify('short');
  stringify('x'.repeat(20_000));
  expect(kept()).toEqual([]);
});

test('a proxy sees of sort what it sees without a wrapper', () => {
  const seen = (sort) => {
    const read = [];
    const proxy = new Proxy([2, 1], {
      get: (target, key) => {
        read.push(String(key));
        return target[key];
      },
    });
    Reflect.apply(sort, proxy, []);
    return read;
  };
  const { sort } = Array.prototype;
  expect(seen(hotSort(sort, () => {}, /** @type {any} */ (undefined)))).toEqual(seen(sort));
});
