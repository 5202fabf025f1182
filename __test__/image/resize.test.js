'use strict';

const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const sharp = require('sharp');
const { cornersOf, namesOf, quarters } = require('./helpers/pictures.js');
const { useImages } = require('./helpers/pool.js');
const { useFolder } = require('../helpers/folder.js');

const images = useImages();
const folder = useFolder();

const sizeOf = ({ width, height }) => [width, height];

describe('the size of a result', () => {
  /** Options, and what a picture of 120 x 80 becomes. @type {[object, number[]][]} */
  const SIZES = [
    [{}, [120, 80]],
    [{ width: 60 }, [60, 40]],
    [{ height: 20 }, [30, 20]],
    [{ width: 60, height: 60 }, [60, 40]],
    [{ width: 60, height: 20 }, [30, 20]],
    [{ width: 60, height: 60, fit: 'cover' }, [60, 60]],
    [{ width: 60, height: 60, fit: 'contain' }, [60, 60]],
    [{ width: 60, height: 60, fit: 'fill' }, [60, 60]],
    [{ width: 240 }, [120, 80]],
    [{ width: 240, enlarge: true }, [240, 160]],
    [{ width: 200, height: 200, fit: 'cover' }, [120, 80]],
    [{ width: 200, height: 40, fit: 'cover' }, [120, 40]],
    [{ width: 200, height: 200, fit: 'cover', enlarge: true }, [200, 200]],
    [{ width: 200, height: 200, fit: 'contain' }, [200, 200]],
    [{ width: 200, height: 40, fit: 'fill' }, [120, 40]],
    [{ width: 1, height: 1 }, [1, 1]],
  ];

  test.each(SIZES)('with %j is %j, alone and of several', async (size, expected) => {
    const picture = await quarters(120, 80).png().toBuffer();
    const alone = await images.resize(picture, size);
    expect(sizeOf(alone)).toEqual(expected);
    const [first] = await images.resizeMany(picture, [size, { width: 10 }]);
    expect(sizeOf(first)).toEqual(expected);
    const { width, height } = await sharp(first.data).metadata();
    expect([width, height]).toEqual(expected);
  });

  test('the edge of contain has the background, and the picture is in the middle', async () => {
    const picture = await quarters(120, 80).png().toBuffer();
    const size = { width: 60, height: 60, background: '#102030' };
    const { data } = await images.resize(picture, { ...size, fit: 'contain' });
    const { data: pixels, info } = await sharp(data)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...pixels.subarray(0, 3)]).toEqual([16, 32, 48]);
    expect([...pixels.subarray(-3)]).toEqual([16, 32, 48]);
    expect(info.height).toBe(60);
    expect(
      namesOf(
        await cornersOf(await sharp(data).extract({ left: 0, top: 10, width: 60, height: 40 }).toBuffer()),
      ),
    ).toEqual([0, 1, 2, 3]);
  });
});

describe('inputs', () => {
  test('may be any memory, a Blob, or a file by its path or URL', async () => {
    const picture = await quarters(8, 4).png().toBuffer();
    const shared = new SharedArrayBuffer(picture.length);
    Buffer.from(shared).set(picture);
    const file = folder.at('picture');
    fs.writeFileSync(file, picture);
    const inputs = [
      picture,
      new Uint8Array(picture),
      new DataView(picture.buffer, picture.byteOffset, picture.length),
      Uint8Array.from(picture).buffer,
      shared,
      new Blob([picture]),
      { path: file },
      { path: Buffer.from(file) },
      { path: pathToFileURL(file) },
    ];
    for (const input of inputs) expect(sizeOf(await images.metadata(input))).toEqual([8, 4]);
  });

  test('the input is unchanged, and still belongs to the caller', async () => {
    const picture = await quarters(8, 4).png().toBuffer();
    const before = Buffer.from(picture);
    await images.resize(picture, { width: 4 });
    expect(picture.equals(before)).toBe(true);
  });
});

test('sizes of one image come in their order, whatever each of them needs', async () => {
  const picture = await quarters(64, 48).withMetadata({ density: 300 }).jpeg().toBuffer();
  const results = await images.resizeMany(picture, [
    { width: 8, format: 'png' },
    { width: 32, metadata: 'all' },
    { width: 16, format: 'webp' },
    { width: 24, orient: false },
  ]);
  expect(results.map(({ width, format }) => [width, format])).toEqual([
    [8, 'png'],
    [32, 'jpeg'],
    [16, 'webp'],
    [24, 'jpeg'],
  ]);
  for (const { data } of results) expect(namesOf(await cornersOf(data))).toEqual([0, 1, 2, 3]);
  expect((await sharp(results[1].data).metadata()).density).toBe(300);
  expect(await images.resizeMany(picture, [])).toEqual([]);
});
