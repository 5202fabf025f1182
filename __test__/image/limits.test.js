'use strict';

const { hugePng, noise, quarters } = require('./helpers/pictures.js');
const { sandbox, useImages } = require('./helpers/pool.js');
const { ImagePool } = require('../../image.js');

/** What takes seconds on any machine: AVIF with the most effort. */
const SLOW = /** @type {const} */ ({ format: 'avif', effort: 9 });
const slowPicture = () => noise(800, 800).png({ compressionLevel: 0 }).toBuffer();

test('pixels and bytes of inputs and results are limited', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1, maxPixels: 10_000, maxInputMb: 1, maxOutputMb: 1 });
  const refused = { code: 'ERR_IMAGE_TOO_LARGE' };
  await expect(images.resize(await quarters(101, 100).png().toBuffer())).rejects.toMatchObject({
    ...refused,
    width: 101,
    height: 100,
  });
  expect((await images.resize(await quarters(100, 100).png().toBuffer())).width).toBe(100);
  await expect(images.metadata(Buffer.alloc(2 ** 20 + 1))).rejects.toMatchObject({
    ...refused,
    bytes: 2 ** 20 + 1,
  });
  const small = await noise(64, 64).png().toBuffer();
  const large = images.resize(small, { width: 1200, enlarge: true, format: 'png' });
  await expect(large).rejects.toMatchObject({ ...refused, bytes: expect.any(Number) });
  expect(images.stats.restarts).toBe(0);
  await images.close();
});

test('results of more than 16 MiB come whole, where they are allowed', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1, maxOutputMb: 64, taskTimeout: 60_000 });
  const picture = await noise(2600, 2600).png({ compressionLevel: 0 }).toBuffer();
  const { data } = await images.resize(picture, { format: 'png', effort: 0 });
  expect(data.length).toBeGreaterThan(16 * 2 ** 20);
  expect(await images.metadata(data)).toMatchObject({ width: 2600, height: 2600 });
  await images.close();
});

test('only the formats that are named are read', async () => {
  const images = new ImagePool({ sandbox, formats: ['png'] });
  const jpeg = await quarters(8, 8).jpeg().toBuffer();
  await expect(images.resize(jpeg)).rejects.toMatchObject({ code: 'ERR_IMAGE_UNSUPPORTED', format: 'jpeg' });
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).format).toBe('png');
  await images.close();
});

test('a worker that needs more memory than is allowed is ended, and the next image is done', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1, memoryMb: 128, taskTimeout: 60_000 });
  // A WebP is made of all pixels, which have 196 MB here.
  const error = await images.resize(hugePng(7000), { format: 'webp' }).catch((reason) => reason);
  expect(['ERR_WORKER_MEMORY_LIMIT', 'ERR_MEMORY_ALLOCATION_FAILED']).toContain(error.code);
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).width).toBe(8);
  await images.destroy();
});

test('an image that takes longer than its time is ended, and the next is done', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  const picture = await slowPicture();
  const error = await images.resize(picture, { ...SLOW, timeout: 50 }).catch((reason) => reason);
  expect(error).toMatchObject({ code: 'ERR_TASK_TIMEOUT', phase: 'run' });
  expect((await images.resize(await quarters(8, 8).png().toBuffer())).width).toBe(8);
  await images.close();
});

test('more images than may wait are refused, also while their files are read', async () => {
  const images = new ImagePool({ sandbox, maxWorkers: 1, maxQueue: 2 });
  const calls = Array.from({ length: 6 }, () =>
    images.metadata({ path: __filename }).catch(({ code }) => code),
  );
  const codes = await Promise.all(calls);
  expect(codes.filter((code) => code === 'ERR_QUEUE_FULL')).toHaveLength(3);
  expect(codes.filter((code) => code === 'ERR_IMAGE_UNSUPPORTED')).toHaveLength(3);
  await images.close();
});

const describeSandbox = sandbox ? describe : describe.skip;

describeSandbox('the sandbox', () => {
  const images = useImages({ sandbox: true });

  test('holds for the decoders, which read sharp and no files of the program', async () => {
    await images.resize(hugePng(8));
    expect(images.isolation).toMatchObject({ filesystem: true, network: 'none' });
  });
});
