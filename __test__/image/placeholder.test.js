'use strict';

const sharp = require('sharp');
const { thumbHash } = require('../../lib/image/inside/thumbhash.js');
const { noise, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');
const { outputOf } = require('../helpers/program.js');

const images = useImages();

/** Sizes and channels of pictures: with and without transparency, of every shape. @type {[number, number, 3 | 4][]} */
const SHAPES = [
  [100, 100, 4],
  [100, 50, 3],
  [33, 100, 4],
  [1, 1, 3],
  [100, 1, 4],
  [7, 3, 3],
];

describe('the hash of pixels', () => {
  // The package of the format's author is an ES module, which Jest does not load.
  const script = `
    import { rgbaToThumbHash } from 'thumbhash';
    const inputs = JSON.parse(await new Response(process.stdin).text());
    console.log(JSON.stringify(inputs.map(([w, h, rgba]) => Buffer.from(rgbaToThumbHash(w, h, Buffer.from(rgba, 'base64'))).toString('base64'))));
  `;

  test('is that of the package whose format it is', async () => {
    const pictures = SHAPES.flatMap(([width, height, channels]) => [
      noise(width, height, channels),
      ...(channels === 3 ? [quarters(width, height)] : []),
    ]);
    const inputs = await Promise.all(
      pictures.map(async (picture) => {
        const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        return /** @type {[number, number, Buffer]} */ ([info.width, info.height, data]);
      }),
    );
    inputs.push([3, 2, Buffer.alloc(24)], [3, 2, Buffer.alloc(24, 255)]);
    const input = JSON.stringify(inputs.map(([w, h, rgba]) => [w, h, rgba.toString('base64')]));
    const output = outputOf(process.execPath, ['--input-type=module', '--eval', script], { input });
    expect(inputs.map((one) => thumbHash(...one).toString('base64'))).toEqual(JSON.parse(output));
  });
});

test('a placeholder has the hash and the size of the image as it is seen', async () => {
  const picture = await quarters(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { thumbhash, width, height } = await images.placeholder(picture);
  expect([width, height]).toEqual([200, 300]);
  expect(Buffer.from(thumbhash, 'base64').length).toBeLessThan(30);
  const { data, info } = await sharp(picture)
    .autoOrient()
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(thumbhash).toBe(thumbHash(info.width, info.height, data).toString('base64'));
});

test('a grey image has one too', async () => {
  const picture = await quarters(30, 20).greyscale().png().toBuffer();
  expect((await images.placeholder(picture)).width).toBe(30);
});
