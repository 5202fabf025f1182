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

/** What a program says that loads two copies: figures of both after the first has worked, and warnings. */
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
