'use strict';

const { isolationSupport } = require('../..');
const { until } = require('../helpers/until.js');
const { freePort } = require('./helpers/reader.js');
const { startRecipes } = require('./helpers/recipes.js');

let reader;
let url;

beforeAll(async () => {
  ({ reader, url } = await startRecipes());
});
afterAll(() => reader.remove());

const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('pools share a budget, and every task has its result', async () => {
  /** @type {any} */
  const answers = await (await fetch(`${url}/pools`)).json();
  expect(answers).toHaveLength(20);
  expect(answers.slice(0, 2)).toEqual(['label 0', 'letter 1']);
});

test('a budget never has more tasks under way than it says', async () => {
  reader.write(
    'count.mjs',
    `import { setTimeout as sleep } from 'node:timers/promises';
     import { createBudget } from './budget.mjs';
     let under = 0, most = 0;
     const within = createBudget(3);
     const task = async () => { most = Math.max(most, ++under); await sleep(1); under -= 1; };
     const ends = await Promise.allSettled([...Array(20).keys()].map((n) => within(n % 5 ? task : () => { throw n; })));
     console.log(most, ends.length, under);`,
  );
  const { output } = await reader.start('node', ['count.mjs']);
  expect(output).toBe('3 20 0\n');
});

const testSandbox = isolationSupport().sandbox ? test : test.skip;

testSandbox('formulas of customers are computed, and held (needs a sandbox)', async () => {
  const value = async (customer, formula, variables) => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ formula, variables });
    const answer = await fetch(`${url}/customers/${customer}/value`, { method: 'POST', headers, body });
    return [answer.status, await answer.json()];
  };
  expect(await value('a', 'x ** 2', { x: 5 })).toEqual([200, 25]);
  expect(await value('a', '(globalThis.seen = 1)')).toEqual([200, 1]);
  expect(await value('b', 'globalThis.seen ?? null')).toEqual([200, null]);
  expect((await value('a', '(() => { for (;;); })()'))[0]).toBe(504);
});

testOnLinux('SIGTERM lets requests and tasks end, and refuses further ones', async () => {
  reader.write(
    'slow.mjs',
    "export const work = () => new Promise((done) => setTimeout(done, 1500, 'done'));",
  );
  reader.write(
    'ending.mjs',
    `import http from 'node:http';
     import { WorkerPool } from 'offloop';
     import { shutDownOnSignal } from './shutdown.mjs';
     const pool = new WorkerPool(new URL('./slow.mjs', import.meta.url));
     await pool.ready();
     const server = http.createServer(async (req, res) => {
       const result = pool.run('work');
       console.log('begun');
       res.end(await result);
     });
     shutDownOnSignal(server, [pool]);
     server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));`,
  );
  const port = await freePort();
  const service = await reader.start('node', ['ending.mjs', String(port)]);
  const answer = fetch(`http://127.0.0.1:${port}`);
  await until(() => service.output.includes('begun'));
  service.kill('SIGTERM');
  expect(await (await answer).text()).toBe('done');
  await until(() => service.exitCode !== null);
  expect(service.exitCode).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
});
