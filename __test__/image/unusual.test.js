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

  /** Where the frames are, by how bright their first pixel is. */
  const brightness = async (/** @type {Buffer} */ data) => {
    const pages = [0, 1, 2].map((page) => sharp(data, { page }).raw().toBuffer());
    return (await Promise.all(pages)).map((pixels) => pixels[0]);
  };

  test.each([
    [2, [10, 120, 240]],
    [3, undefined],
    [4, undefined],
    [6, undefined],
  ])(
    'that are animated, of orientation %d, keep the order of their frames or are refused',
    async (orientation, order) => {
      const picture = await frames().withMetadata({ orientation }).webp({ lossless: true }).toBuffer();
      const moving = images.resize(picture, { animated: true });
      if (order === undefined) await expect(moving).rejects.toMatchObject({ code: 'ERR_IMAGE_UNSUPPORTED' });
      else expect(await brightness((await moving).data)).toEqual(order);
      const asStored = await images.resize(picture, { animated: true, orient: false });
      expect(await brightness(asStored.data)).toEqual([10, 120, 240]);
    },
  );

  test('that are wider than a format can be are too large for it', async () => {
    const create = { width: 65_535, height: 1, channels: /** @type {const} */ (3), background: '#f00' };
    const picture = await sharp({ create }).png().toBuffer();
    for (const format of /** @type {const} */ (['jpeg', 'webp', 'avif']))
      await expect(images.resize(picture, { format })).rejects.toMatchObject({ code: 'ERR_IMAGE_TOO_LARGE' });
    expect(await images.resize(picture, { width: 100 })).toMatchObject({ width: 100, height: 1 });
  });

  test.each(/** @type {const} */ (['jpeg', 'png', 'webp', 'avif', 'tiff']))(
    'with the place in EXIF and XMP (%s) come out without it',
    async (format) => {
      const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30N"/></rdf:RDF></x:xmpmeta>`;
      const exif = {
        IFD0: { Copyright: 'somebody' },
        IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
      };
      const picture = await quarters(32, 24).withExif(exif).withXmp(xmp).toFormat(format).toBuffer();
      const before = await sharp(picture).metadata();
      expect(before.exif ?? before.xmp).toBeDefined();
      for (const to of /** @type {const} */ (['jpeg', 'png', 'webp', 'avif'])) {
        const { data } = await images.resize(picture, { width: 16, format: to });
        const { exif: exifAfter, xmp: xmpAfter } = await sharp(data).metadata();
        expect([exifAfter, xmpAfter]).toEqual([undefined, undefined]);
      }
    },
  );

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
