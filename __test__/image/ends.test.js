'use strict';

const fs = require('node:fs');
const { noise, quarters } = require('./helpers/pictures.js');
const { sandbox } = require('./helpers/pool.js');
const { ImagePool } = require('../../image.js');
const { useFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { wrong } = require('../helpers/values.js');

const folder = useFolder();

/** What takes seconds on any machine: AVIF with the most effort. */
const SLOW = /** @type {const} */ ({ format: 'avif', effort: 9 });
const slowPicture = () => noise(800, 800).png({ compressionLevel: 0 }).toBuffer();

test('an abort ends the worker that encodes, and the next image is done', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  await images.ready();
  const controller = new AbortController();
  const reason = new Error('gone');
  const call = images.resize(await slowPicture(), { ...SLOW, signal: controller.signal, timeout: 0 });
  await until(() => images.stats.tasks.running === 1);
  controller.abort(reason);
  await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR', cause: reason });
  // The only worker: while it still encoded, this would wait for it.
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).width).toBe(8);
  await images.destroy();
  expect(images.stats.tasks).toMatchObject({ running: 0, queued: 0 });
});

test('an aborted signal starts nothing', async () => {
  const images = new ImagePool({ sandbox });
  const call = images.metadata(wrong(1), { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(images.stats.tasks.completed).toBe(0);
  await images.close();
});

test('a closed pool refuses, and closing waits for images that were given', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  const picture = await quarters(8, 8).png().toBuffer();
  const call = images.resize(picture);
  await until(() => images.stats.tasks.queued + images.stats.tasks.running === 1);
  await images.close();
  expect((await call).width).toBe(8);
  await expect(images.resize(picture)).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
});

test.each([
  ['bytes', (/** @type {Buffer} */ picture) => picture],
  ['a Blob', (/** @type {Buffer} */ picture) => new Blob([picture])],
  ['a file', (/** @type {Buffer} */ _, /** @type {string} */ file) => ({ path: file })],
])('a pool that closes in the same turn does an image of %s that was given before', async (_, inputOf) => {
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  const picture = await quarters(8, 8).png().toBuffer();
  fs.writeFileSync(folder.at('picture'), picture);
  const call = images.resize(inputOf(picture, folder.at('picture')));
  const closed = images.close();
  await expect(images.resize(picture)).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  expect((await call).width).toBe(8);
  await closed;
});

test('a pool that cancels what waits cancels also what is being read', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  fs.writeFileSync(folder.at('picture'), await quarters(8, 8).png().toBuffer());
  const call = images.resize({ path: folder.at('picture') });
  const refused = expect(call).rejects.toMatchObject({ code: 'ERR_POOL_CLOSED' });
  await images.close({ pending: 'cancel' });
  await refused;
});

test('bad options of close leave the pool open, and one that was not used closes without sharp', async () => {
  const images = new ImagePool({ sandbox });
  await expect(images.close({ timeout: -1 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).width).toBe(8);
  await images.close();
  await new ImagePool({ sharp: folder.at('none.js') }).close();
});
