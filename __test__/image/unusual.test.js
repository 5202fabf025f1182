'use strict';

const sharp = require('sharp');
const { cornersOf, namesOf, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');

const images = useImages();

/** The image in a small size, made alone and as one of several. */
async function smaller(picture) {
  const [first] = await images.resizeMany(picture, [{ width: 8 }, { width: 4 }]);
  return [(await images.resize(picture, { width: 8 })).data, first.data];
}

describe('unusual images', () => {
  test('of 16 bits a sample keep their colours', async () => {
    const picture = await quarters(32, 32).toColourspace('rgb16').png().toBuffer();
    expect((await images.metadata(picture)).depth).toBe('ushort');
    for (const data of await smaller(picture)) expect(namesOf(await cornersOf(data))).toEqual([0, 1, 2, 3]);
  });

  test('in CMYK become RGB', async () => {
    const picture = await quarters(32, 32).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await images.metadata(picture)).space).toBe('cmyk');
    for (const data of await smaller(picture)) {
      expect((await images.metadata(data)).space).toBe('srgb');
      // Colours that no ink has come out as others.
      expect(namesOf(await cornersOf(data))).toEqual(namesOf(await cornersOf(picture)));
    }
  });

  test('in shades of grey stay so', async () => {
    const picture = await quarters(32, 32).greyscale().toColourspace('b-w').png().toBuffer();
    expect((await images.metadata(picture)).space).toBe('b-w');
    for (const data of await smaller(picture))
      for (const [red, green, blue] of await cornersOf(data)) expect([green, blue]).toEqual([red, red]);
  });

  const frames = () => {
    const data = Buffer.concat([Buffer.alloc(300, 10), Buffer.alloc(300, 120), Buffer.alloc(300, 240)]);
    return sharp(data, { raw: { width: 10, height: 30, channels: 3, pageHeight: 10 } });
  };

  test.each(/** @type {const} */ (['gif', 'webp']))(
    'that are animated (%s) give their first frame, or all in WebP',
    async (format) => {
      const picture = await frames().toFormat(format).toBuffer();
      expect(await images.metadata(picture)).toMatchObject({ frames: 3, width: 10, height: 10 });
      const still = await images.resize(picture, { width: 5, format: 'png' });
      expect([still.height, (await images.metadata(still.data)).frames]).toEqual([5, 1]);
      const moving = await images.resize(picture, { width: 5, animated: true });
      expect([moving.height, moving.format, (await images.metadata(moving.data)).frames]).toEqual([
        5,
        'webp',
        3,
      ]);
    },
  );
});
