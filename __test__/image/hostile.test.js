'use strict';

const { hugePng, noise, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');

const images = useImages();

const FORMATS = /** @type {const} */ (['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff']);

test('a PNG of 30 000 x 30 000 pixels is refused by its header, in every call', async () => {
  const bomb = hugePng(30_000);
  expect(bomb.length).toBeLessThan(1e6);
  const refusal = { code: 'ERR_IMAGE_TOO_LARGE', width: 30_000, height: 30_000 };
  for (const call of [
    () => images.resize(bomb, { width: 8 }),
    () => images.resizeMany(bomb, [{ width: 8 }, { width: 4 }]),
    () => images.metadata(bomb),
    () => images.placeholder(bomb),
  ])
    await expect(call()).rejects.toMatchObject(refusal);
  expect(images.stats.restarts).toBe(0);
});

test('pixels within the limit are decoded, though they are hundreds for each byte', async () => {
  const { width, height } = await images.resize(hugePng(4000), { width: 8 });
  expect([width, height]).toEqual([8, 8]);
});

describe('an image that was cut off', () => {
  test.each(FORMATS)('of format %s never comes out as a result', async (format) => {
    const picture = await noise(96, 64).toFormat(format).toBuffer();
    for (let part = 0; part < 16; part += 1) {
      const cut = picture.subarray(0, Math.floor((picture.length * part) / 16));
      const error = await images.resize(cut, { width: 8, format: 'png' }).then(
        () => 'a result',
        (reason) => reason,
      );
      expect([part, error]).toEqual([
        part,
        expect.objectContaining({ code: expect.stringMatching(/^ERR_IMAGE_/) }),
      ]);
      expect(error.code).not.toBe('ERR_IMAGE_TOO_LARGE');
    }
  });
});

test('bytes that were changed end in a result or an error, and the pool goes on', async () => {
  for (const format of FORMATS) {
    const picture = await noise(48, 32).toFormat(format).toBuffer();
    for (let part = 0; part < 8; part += 1) {
      const changed = Buffer.from(picture);
      const at = 16 + Math.floor(((picture.length - 32) * part) / 8);
      for (let i = at; i < at + 8; i += 1) changed[i] ^= 0xa5;
      const outcome = await images.resize(changed, { width: 8, format: 'png' }).catch(({ code }) => code);
      if (typeof outcome === 'string') expect(outcome).toMatch(/^ERR_IMAGE_/);
      else expect(outcome.width).toBeLessThanOrEqual(48);
    }
  }
  expect((await images.resize(await quarters(8, 8).png().toBuffer(), {})).width).toBe(8);
});
