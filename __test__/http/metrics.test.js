'use strict';

const fs = require('node:fs');
const Fastify = require('fastify');
const { WorkerPool } = require('../..');
const { metrics } = require('../../express.js');
const plugins = require('../../fastify.js');
const { useFolder } = require('../helpers/folder.js');
const { ask, useServers } = require('./helpers/server.js');
const { portOf } = require('../helpers/server.js');
const { wrong } = require('../helpers/values.js');

const start = useServers();
const folder = useFolder();
const LINE =
  /^(?:# (?:HELP|TYPE) offloop_\w+ .+|offloop_\w+(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)+\})? \d[\d.e+-]*)$/;

test('have the numbers of stats() and of pools, in the text format of Prometheus', async () => {
  const file = folder.at('task.js');
  fs.writeFileSync(file, 'exports.f = () => 1;');
  const pools = {
    'one "two"\\': new WorkerPool(file, { isolation: 'thread', maxWorkers: 1 }),
    other: new WorkerPool(file),
  };
  const [first] = Object.values(pools);
  await first.run('f');
  const { headers, text } = await ask(await start(metrics({ pools })));
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE);
  expect(text).toMatch(/^offloop_jobs_total\{outcome="completed"\} \d+$/m);
  expect(text).toContain('offloop_pool_tasks_total{pool="one \\"two\\"\\\\",outcome="completed"} 1\n');
  expect(text).toContain('offloop_pool_tasks_total{pool="other",outcome="completed"} 0\n');
  expect(text.match(/^# TYPE /gm)).toHaveLength(new Set(text.match(/^# TYPE \w+/gm)).size);
  await Promise.all(Object.values(pools).map((pool) => pool.close()));
});

test('of Fastify are the same', async () => {
  const app = Fastify();
  app.get('/metrics', plugins.metrics());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { headers, text } = await ask(portOf(app.server), { path: '/metrics' });
  await app.close();
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE);
});

test('of a value that is not a pool are refused', () => {
  expect(() => metrics({ pools: { a: wrong({}) } })).toThrow(
    '"options.pools.a" property must be an instance of WorkerPool',
  );
});
