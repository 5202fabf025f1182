'use strict';

const sharp = require('sharp');
const { cornersOf, namesOf, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');

const images = useImages();

/** Where the corners of the stored picture are seen, by the orientation (Exif 2.32, 4.6.4). @type {[number, number[]][]} */
const SEEN = [
  [1, [0, 1, 2, 3]],
  [2, [1, 0, 3, 2]],
  [3, [3, 2, 1, 0]],
  [4, [2, 3, 0, 1]],
  [5, [0, 2, 1, 3]],
  [6, [2, 0, 3, 1]],
  [7, [3, 1, 2, 0]],
  [8, [1, 3, 0, 2]],
];

const LATITUDE = '51/1 30/1 0/1';

const photo = (orientation) =>
  quarters(48, 32)
    .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: LATITUDE, GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();

test.each(SEEN)('a picture with the orientation %d is turned as it is seen', async (orientation, seen) => {
  const picture = await photo(orientation);
  const size = orientation >= 5 ? [32, 48] : [48, 32];
  const info = await images.metadata(picture);
  expect([info.orientation, info.width, info.height]).toEqual([orientation, ...size]);
  const [several] = await images.resizeMany(picture, [{ width: 16 }, { width: 8 }]);
  for (const result of [await images.resize(picture), await images.resize(picture, { width: 16 }), several]) {
    expect(namesOf(await cornersOf(result.data))).toEqual(seen);
    expect(Math.sign(result.width - result.height)).toBe(Math.sign(size[0] - size[1]));
    expect((await images.metadata(result.data)).orientation).toBe(1);
  }
});

test('with orient: false the pixels stay as they are stored', async () => {
  const result = await images.resize(await photo(6), { orient: false });
  expect(namesOf(await cornersOf(result.data))).toEqual([0, 1, 2, 3]);
});

test('the place where a photo was taken is gone, unless all metadata is asked for', async () => {
  const picture = await photo(1);
  const exifOf = async (options) => {
    const { data } = await images.resize(picture, options);
    return (await sharp(data).metadata()).exif;
  };
  expect((await sharp(picture).metadata()).exif?.includes('somebody')).toBe(true);
  expect(await exifOf({})).toBeUndefined();
  expect(await exifOf({ metadata: 'icc' })).toBeUndefined();
  expect((await exifOf({ metadata: 'all' }))?.includes('somebody')).toBe(true);
});

test('a colour profile is kept where it is asked for', async () => {
  const picture = await quarters(16, 16).withIccProfile('p3').jpeg().toBuffer();
  expect((await images.metadata(picture)).hasProfile).toBe(true);
  const kept = async (options) =>
    (await images.metadata((await images.resize(picture, options)).data)).hasProfile;
  expect(await kept({})).toBe(false);
  expect(await kept({ metadata: 'icc' })).toBe(true);
});
