'use strict';

const { until } = require('./until.js');

describe('until', () => {
  test('gives what the condition gives, once that is true', async () => {
    let looks = 0;
    expect(await until(() => (looks += 1) > 5 && `after ${looks}`)).toBe('after 6');
  });

  test('waits for conditions that are promises', async () => {
    let looks = 0;
    expect(await until(async () => (looks += 1) > 5)).toBe(true);
  });

  test('rejects when its time is up, and names the condition', async () => {
    const neverSo = () => Date.name === 'autumn';
    await expect(until(neverSo, { seconds: 0.01 })).rejects.toThrow(/within 0.01 s: .*'autumn'/);
  });
});
