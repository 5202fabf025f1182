'use strict';

const sharp = require('sharp');
const { cornersOf, namesOf, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');

const images = useImages();

test.each(/** @type {const} */ (['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff']))(
  '%s is read, and written as what was asked for',
  async (format) => {
    const picture = await quarters(32, 32).toFormat(format).toBuffer();
    expect((await images.metadata(picture)).format).toBe(format);
    for (const target of /** @type {const} */ (['jpeg', 'png', 'webp', 'avif'])) {
      const result = await images.resize(picture, { width: 16, format: target });
      expect(result.format).toBe(target);
      expect((await images.metadata(result.data)).format).toBe(target);
      expect(namesOf(await cornersOf(result.data))).toEqual([0, 1, 2, 3]);
    }
  },
);

test.each([
  ['jpeg', 'jpeg'],
  ['avif', 'avif'],
  ['gif', 'png'],
  ['tiff', 'png'],
])('without a format a %s becomes a %s', async (format, expected) => {
  const picture = await quarters(16, 16)
    .toFormat(/** @type {any} */ (format))
    .toBuffer();
  expect((await images.resize(picture)).format).toBe(expected);
});

test('quality and effort change the result', async () => {
  const picture = await quarters(64, 64).png().toBuffer();
  const bytes = async (options) => (await images.resize(picture, options)).data.length;
  expect(await bytes({ format: 'jpeg', quality: 20 })).toBeLessThan(
    await bytes({ format: 'jpeg', quality: 90 }),
  );
  expect(await bytes({ format: 'png', effort: 9 })).toBeLessThan(await bytes({ format: 'png', effort: 0 }));
});

test('transparency becomes white in a JPEG, or the background that is asked for', async () => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const picture = await sharp({ create: { width: 8, height: 8, channels: 4, background: clear } })
    .png()
    .toBuffer();
  const first = async (options) => {
    const { data } = await images.resize(picture, { format: 'jpeg', ...options });
    return [...(await sharp(data).raw().toBuffer()).subarray(0, 3)];
  };
  expect(await first({})).toEqual([255, 255, 255]);
  expect(namesOf([await first({ background: '#1e1edc' })])).toEqual([2]);
});
