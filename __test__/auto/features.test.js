'use strict';

const { featuresOf } = require('../../lib/auto/features.js');
const { run } = require('./helpers/with-auto.js');

test.each([
  [undefined, ['zlib', 'crypto', 'passwords']],
  ['', ['zlib', 'crypto', 'passwords']],
  ['crypto', ['crypto']],
  ['zlib, passwords', ['zlib', 'passwords']],
  ['-zlib', ['crypto', 'passwords']],
])('OFFLOOP_AUTO=%j chooses %j', (text, features) => {
  expect([...featuresOf(text)]).toEqual(features);
});

test('a feature that does not exist is refused', () => {
  expect(() => featuresOf('zlib,json')).toThrow(
    /no feature "json"; the features are zlib, crypto, passwords/,
  );
});

test('what was not chosen is left as it is', async () => {
  const stats = await run(`require('bcryptjs'); print(auto.stats());`, { features: 'crypto' });
  expect(stats).toMatchObject({ zlib: [], passwords: [] });
  expect(stats.crypto.length).toBeGreaterThanOrEqual(3);
});

test('it is inherited by worker threads', async () => {
  const calls = await run(`
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(
      "import('node:crypto').then(({ pbkdf2 }) => pbkdf2('a', 'b', 1, 8, 'sha1', () => " +
      "import('" + ${JSON.stringify(require('node:url').pathToFileURL(require('node:path').join(__dirname, '../../auto.mjs')).href)} + "').then(({ stats }) => " +
      "import('node:worker_threads').then(({ parentPort }) => parentPort.postMessage(stats().crypto[0])))))",
      { eval: true });
    print((await once(worker, 'message'))[0]);
  `);
  expect(calls).toEqual({ name: 'crypto.pbkdf2', taken: 1, left: 0 });
});
