'use strict';

const { format, inspect, isDeepStrictEqual } = require('node:util');
const { format: prettyFormat, plugins } = require('pretty-format');
const { NOT_METHODS } = require('../../../lib/workers/pool/call-proxy.js');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { destroyPools, makePool } = require('../helpers/pools.js');
const { present } = require('../../helpers/values.js');

afterEach(destroyPools);

const PRINTERS = {
  'JSON.stringify': (value) => JSON.stringify({ level: 30, value }),
  'util.inspect': (value) => inspect(value, { depth: 6, showHidden: true, getters: true }),
  'util.inspect of proxies': (value) => inspect(value, { showProxy: true }),
  'util.format': (value) => format('%s %o %O %j', value, value, value, value),
  'Jest’s printer': (value) => prettyFormat(value, { plugins: Object.values(plugins) }),
  'Jest’s matchers': (value) => expect(value).not.toEqual({ a: 1, add: 2 }),
  'deep equality': (value) => isDeepStrictEqual(value, {}),
  'a copy of its properties': (value) => Object.assign({}, value),
  'structured clone': (value) => {
    try {
      structuredClone(value);
    } catch {
      // A pool cannot be cloned.
    }
  },
  await: (value) => Promise.resolve(value),
  'a prototype chain': (value) => [value.constructor, value instanceof Promise, Object.keys(value)],
};

test.each(Object.keys(PRINTERS))('%s of a pool, and of its call, runs no task', async (name) => {
  const pool = makePool('thread');
  const before = pool.stats.tasks;
  await PRINTERS[name](pool);
  await PRINTERS[name](pool.call);
  await PRINTERS[name]({ list: [pool, pool.call] });
  await new Promise(setImmediate);
  expect(pool.stats.tasks).toEqual(before);
  expect(pool.stats.workers.total).toBe(0);
  expect(Object.keys(pool)).not.toContain('call');
});

test('call has no methods with the names that code calls on any object; tasks of those names run by run', async () => {
  const { call } = makePool('thread');
  for (const name of [...NOT_METHODS, '$$typeof', '@@__IMMUTABLE_ITERABLE__@@', '_isMockFunction'])
    expect([name, call[name]]).toEqual([name, undefined]);
  await expect(call.add(1, 2)).resolves.toBe(3);
});

test('the types have the same names', () => {
  const types = readFileSync(path.join(__dirname, '../../../types/workers.d.ts'), 'utf8');
  const [, list] = present(/export type NotAMethod =([^;]*);/.exec(types));
  const named = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const own = [...NOT_METHODS].filter((name) => !(name in Object.prototype));
  expect(named.sort()).toEqual(own.sort());
});
