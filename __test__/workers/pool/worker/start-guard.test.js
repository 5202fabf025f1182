'use strict';

const { StartGuard } = require('../../../../lib/workers/pool/worker/start-guard.js');

function waits(guard, times) {
  return Array.from({ length: times }, () => {
    guard.failed();
    return guard.wait;
  });
}

test('the delay doubles up to the longest, and varies by half', () => {
  const found = waits(new StartGuard({ first: 1e5, most: 8e5 }), 6);
  [1e5, 2e5, 4e5, 8e5, 8e5, 8e5].forEach((delay, index) => {
    expect(found[index]).toBeGreaterThan(delay / 2 - 1e4);
    expect(found[index]).toBeLessThanOrEqual(delay);
  });
});

test('three failures in a row are enough; a success begins anew, and a task ends the delay', () => {
  const guard = new StartGuard({ first: 1e5, most: 8e5 });
  waits(guard, 2);
  expect([guard.isInDoubt, guard.hasGivenUp]).toEqual([true, false]);
  guard.failed();
  expect(guard.hasGivenUp).toBe(true);
  guard.succeeded();
  expect([guard.isInDoubt, guard.hasGivenUp]).toEqual([false, false]);
  guard.worked();
  expect(waits(guard, 1)[0]).toBeLessThanOrEqual(1e5);
});
