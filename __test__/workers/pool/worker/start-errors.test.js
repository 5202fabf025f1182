'use strict';

const { writeFileSync } = require('node:fs');
const { useFolder } = require('../../../helpers/folder.js');
const { ISOLATIONS, destroyPools, failure, fixture, makePool } = require('../../helpers/pools.js');

afterEach(destroyPools);
const folder = useFolder();

/** Files by name, and the one that cannot be parsed. */
const BROKEN = {
  'the worker file, an ES module': [{ 'worker.mjs': 'export const a = ;' }, 'worker.mjs'],
  'the worker file, CommonJS': [{ 'worker.cjs': 'exports.a = ;' }, 'worker.cjs'],
  'a module that it imports': [
    {
      'worker.mjs': 'import "./good.mjs";\nimport { b } from "./part.mjs";',
      'good.mjs': '',
      'part.mjs': 'export const b = );',
    },
    'part.mjs',
  ],
  'a module of a module': [
    {
      'worker.mjs': 'export * from "./a.mjs";',
      'a.mjs': 'import b from\n "./b.mjs";',
      'b.mjs': 'export default {;',
    },
    'b.mjs',
  ],
  'a module that it imports later': [
    { 'worker.mjs': 'export const a = await import("./late.mjs");', 'late.mjs': 'const c = ]' },
    'late.mjs',
  ],
  'CommonJS that it imports': [
    { 'worker.mjs': 'import "./old.cjs";', 'old.cjs': 'exports.a = ;' },
    'old.cjs',
  ],
};

describe.each(ISOLATIONS)('a worker that cannot start, %s,', (isolation) => {
  test.each(Object.keys(BROKEN))(
    'names the pool, the worker file, and what cannot be parsed: %s',
    async (name) => {
      const [files, culprit] = BROKEN[name];
      for (const [file, text] of Object.entries(files)) writeFileSync(folder.at(file), text);
      const worker = folder.at(Object.keys(files)[0]);
      const pool = makePool(isolation, { name: 'reports', restartDelay: [1, 2] }, worker);
      for (const promise of [pool.run('a'), pool.ready()]) {
        const error = await failure(promise);
        expect(error).toMatchObject({ code: 'ERR_WORKER_START', file: worker, pool: 'reports' });
        expect(error.message).toContain(worker);
        expect(error.message).toContain('"reports"');
        expect(error.cause).toBeInstanceOf(SyntaxError);
        expect(error.cause.stack.split('\n')[0]).toContain(folder.at(culprit));
      }
    },
  );

  test.each([
    ['null', 'worker.cjs', 'throw null;'],
    ['undefined', 'worker.cjs', 'throw undefined;'],
    ['null', 'worker.mjs', 'await Promise.reject(null);'],
    ['undefined', 'worker.mjs', 'throw undefined;'],
    ['null', 'worker.cjs', 'exports.setup = () => Promise.reject(null);'],
    ['undefined', 'worker.cjs', 'exports.setup = () => { throw undefined; };'],
  ])('says that it threw %s: %s, %s', async (thrown, name, text) => {
    writeFileSync(folder.at(name), text);
    const pool = makePool(isolation, { restartDelay: [1, 2] }, folder.at(name));
    for (const promise of [pool.run('a'), pool.ready()]) {
      const error = await failure(promise);
      expect(error).toMatchObject({ name: 'WorkerStartError', code: 'ERR_WORKER_START' });
      expect(error.message).toContain(`could not be started: it threw ${thrown}. Worker file`);
      expect(String(error.cause)).toBe(thrown);
    }
  });

  test.each(['ERR_ACCESS_DENIED', 'ERR_ISOLATION_UNAVAILABLE'])(
    'is tried again where its own code throws an error with the code %s',
    async (code) => {
      const options = { workerData: code, restartDelay: [1, 2] };
      const pool = makePool(isolation, options, fixture('throws-while-starting.js'));
      const exits = [];
      pool.on('workerExit', ({ reason }) => exits.push(reason));
      const error = await failure(pool.run('a'));
      expect(error).toMatchObject({ name: 'WorkerStartError', code: 'ERR_WORKER_START', cause: { code } });
      expect(exits).toEqual(['error', 'error', 'error']);
    },
  );

  test('runs nothing of the modules that it parses again', async () => {
    const ran = folder.at('ran');
    const write = `import fs from 'node:fs';\nfs.appendFileSync(${JSON.stringify(ran)}, 'x');`;
    writeFileSync(folder.at('side.mjs'), write);
    writeFileSync(folder.at('worker.mjs'), 'import "./side.mjs";\nimport "./bad.mjs";');
    writeFileSync(folder.at('bad.mjs'), 'export const = 1;');
    await failure(makePool(isolation, { restartDelay: [1, 2] }, folder.at('worker.mjs')).run('a'));
    expect(folder.list()).not.toContain('ran');
  });
});

test('a worker that says after its start that this has failed has broken the protocol', async () => {
  const pool = makePool('process', { minWorkers: 1, restartDelay: [1, 2] }, fixture('fails-late.js'));
  const error = await failure(pool.run('failLate'));
  expect(error).toMatchObject({ code: 'ERR_WORKER_PROTOCOL', reason: 'protocol' });
  await pool.ready();
  expect(pool.stats.restarts).toBe(1);
});
