'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const { useImages } = require('./helpers/pool.js');
const { useFolder } = require('../helpers/folder.js');
const { wrong } = require('../helpers/values.js');

const images = useImages();
const folder = useFolder();

describe('what is not an image that is read', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  /** @type {[string, Buffer, string | undefined][]} */
  const OTHERS = [
    ['text', Buffer.from('not an image at all'), undefined],
    ['SVG', Buffer.from(SVG), 'svg'],
    ['SVG with a declaration', Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- a -->\n${SVG}`), 'svg'],
    ['HTML', Buffer.from('<!doctype html><title>x</title>'), undefined],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(64)]), 'bmp'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
    ['zeros', Buffer.alloc(1000), undefined],
  ];

  test.each(OTHERS)('%s is refused, with its format where that is known', async (_, data, format) => {
    const error = await images.resize(data, { width: 8 }).catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'ERR_IMAGE_UNSUPPORTED', format });
  });

  test('an empty input is refused as invalid', async () => {
    await expect(images.metadata(Buffer.alloc(0))).rejects.toMatchObject({ code: 'ERR_IMAGE_INVALID' });
  });

  test('another value is refused by its type', async () => {
    const part = fs.createReadStream(__filename, { start: 5 });
    for (const value of [part, 'photo.jpg', undefined, null, 1, [], {}, { path: 1 }])
      await expect(images.metadata(wrong(value))).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    part.destroy();
  });

  test('the first bytes of one format before data of another are refused by the decoder', async () => {
    const svg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]);
    await expect(images.resize(svg)).rejects.toMatchObject({ code: 'ERR_IMAGE_INVALID' });
  });
});

describe('files', () => {
  test('that are not there, or not regular, are refused without waiting', async () => {
    const fifo = folder.at('fifo');
    spawnSync('mkfifo', [fifo]);
    const paths = {
      [folder.at('none')]: 'ENOENT',
      [folder.path]: 'EISDIR',
      '/dev/zero': 'ERR_UNSUPPORTED_FILE_TYPE',
    };
    if (fs.existsSync(fifo)) paths[fifo] = 'ERR_UNSUPPORTED_FILE_TYPE';
    for (const [path, code] of Object.entries(paths))
      await expect(images.metadata({ path })).rejects.toMatchObject({ code });
  });

  test('of more than maxInputMb are refused by their size', async () => {
    const file = folder.at('large');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 65 * 2 ** 20);
    const refusal = { code: 'ERR_IMAGE_TOO_LARGE', bytes: 65 * 2 ** 20 };
    await expect(images.metadata({ path: file })).rejects.toMatchObject(refusal);
    await expect(images.metadata(Buffer.alloc(65 * 2 ** 20))).rejects.toMatchObject(refusal);
  });
});
