'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');

const ROOT = path.join(__dirname, '../..');
const folder = useSharedFolder();
const [one, two, other] = ['one', 'two', 'other'].map((name) => path.join(folder, name));

beforeAll(() => {
  for (const copy of [one, two, other])
    for (const item of ['package.json', 'index.js', 'index.mjs', 'lib'])
      fs.cpSync(path.join(ROOT, item), path.join(copy, item), { recursive: true });
  const file = path.join(other, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...manifest, version: '99.0.0' }));
});

/** What a program prints that loads two copies: figures of both after the first has worked, and warnings. */
function figures(first, second) {
  const program = `
    const warnings = [];
    process.on('warning', ({ name, code, message }) => warnings.push({ name, code, message }));
    (async () => {
      const first = require(${JSON.stringify(first)});
      first.configure({ threads: 3, maxQueuedJobs: 7 });
      const second = (await import(${JSON.stringify(path.join(second, 'index.mjs'))})).default;
      await first.compress('gzip', Buffer.alloc(1e5));
      const refusal = await second.hash('sha256', 'a').then(() => { try { second.configure({ threads: 2 }); } catch ({ code }) { return code; } });
      await new Promise(setImmediate);
      const [a, b] = [first.stats(), second.stats()];
      console.log(JSON.stringify({ threads: [a.threads, b.threads], completed: [a.completed, b.completed], refusal, warnings }));
    })();`;
  return JSON.parse(outputOf(process.execPath, ['-e', program]));
}

test('two copies of the package share threads, limits and statistics', () => {
  const { threads, completed, refusal, warnings } = figures(one, two);
  expect(threads).toEqual([3, 3]);
  expect(completed[0]).toBeGreaterThan(0);
  expect(completed[1]).toBe(completed[0]);
  expect(refusal).toBe('ERR_INVALID_STATE');
  expect(warnings).toEqual([]);
});

test('a copy of another version has its own, and a warning says so, with the way out', () => {
  const { threads, warnings } = figures(one, other);
  expect(threads[0]).toBe(3);
  expect(threads[1]).not.toBe(3);
  const [warning] = warnings;
  expect(warnings).toHaveLength(1);
  expect(warning).toMatchObject({ name: 'OffloopWarning', code: 'OFFLOOP_TWO_VERSIONS' });
  for (const part of ['99.0.0', one, other, 'npm dedupe']) expect(warning.message).toContain(part);
});

/**
 * What a worker thread prints that loads one copy, started by a thread that has loaded another: figures of both, as above.
 * @param {string} first
 * @param {string} second
 * @param {string} [before] what the main thread does before all
 */
function figuresOfThread(first, second, before = '') {
  const inside = `
    const { parentPort } = require('node:worker_threads');
    const warnings = [];
    process.on('warning', ({ name, code, message }) => warnings.push({ name, code, message }));
    (async () => {
      const second = require(${JSON.stringify(second)});
      await second.compress('gzip', Buffer.alloc(1e5));
      let refusal;
      try { second.configure({ threads: 2 }); } catch ({ code }) { refusal = code; }
      await new Promise(setImmediate);
      const { threads, completed } = second.stats();
      parentPort.postMessage({ threads, completed, refusal, warnings });
    })();`;
  const program = `
    const { once } = require('node:events');
    const { Worker } = require('node:worker_threads');
    const first = require(${JSON.stringify(first)});
    ${before}
    (async () => {
      first.configure({ threads: 3 });
      await first.compress('gzip', Buffer.alloc(1e5));
      const worker = new Worker(${JSON.stringify(inside)}, { eval: true });
      const [found] = await once(worker, 'message');
      const { threads, completed } = first.stats();
      console.log(JSON.stringify({ ...found, threads: [threads, found.threads], completed: [completed, found.completed] }));
    })();`;
  return JSON.parse(outputOf(process.execPath, ['-e', program]));
}

describe('a worker thread that loads a copy of another folder', () => {
  test('shares threads, limits and statistics with the copy of the thread that started it', () => {
    const { threads, completed, refusal, warnings } = figuresOfThread(one, two);
    expect(threads).toEqual([3, 3]);
    expect(completed[0]).toBeGreaterThan(1);
    expect(completed[1]).toBe(completed[0]);
    expect(refusal).toBe('ERR_INVALID_STATE');
    expect(warnings).toEqual([]);
  });

  test('shares nothing and says so where the version is another', () => {
    const { threads, completed, warnings } = figuresOfThread(one, other);
    expect(threads[1]).not.toBe(3);
    expect(completed[1]).toBeLessThanOrEqual(completed[0]);
    expect(warnings).toMatchObject([{ name: 'OffloopWarning', code: 'OFFLOOP_TWO_VERSIONS' }]);
    for (const part of ['99.0.0', one, other]) expect(warnings[0].message).toContain(part);
  });

  test('shares nothing and says so where the file of the other addon is not known, as of one in a bundle', () => {
    const forget = `
      first.stats();
      const { getEnvironmentData, setEnvironmentData } = require('node:worker_threads');
      setEnvironmentData('offloop.addon', { ...getEnvironmentData('offloop.addon'), file: undefined });`;
    const { completed, warnings } = figuresOfThread(one, two, forget);
    expect(completed).toEqual([1, 1]);
    expect(warnings).toMatchObject([{ code: 'OFFLOOP_TWO_VERSIONS' }]);
    for (const part of [one, two]) expect(warnings[0].message).toContain(part);
  });
});
