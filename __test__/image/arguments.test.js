'use strict';

const { ImagePool } = require('../../image.js');
const { useImages } = require('./helpers/pool.js');
const { wrong } = require('../helpers/values.js');

describe('arguments', () => {
  /** @type {[object, string][]} */
  const BAD = [
    [{ width: 0 }, 'ERR_OUT_OF_RANGE'],
    [{ width: 1.5 }, 'ERR_OUT_OF_RANGE'],
    [{ height: 16_384 }, 'ERR_OUT_OF_RANGE'],
    [{ width: '8' }, 'ERR_INVALID_ARG_TYPE'],
    [{ fit: 'stretch' }, 'ERR_INVALID_ARG_VALUE'],
    [{ format: 'gif' }, 'ERR_INVALID_ARG_VALUE'],
    [{ quality: 101 }, 'ERR_OUT_OF_RANGE'],
    [{ effort: 4 }, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
    [{ effort: 4, format: 'jpeg' }, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
    [{ effort: 7, format: 'webp' }, 'ERR_OUT_OF_RANGE'],
    [{ background: 'white' }, 'ERR_INVALID_ARG_VALUE'],
    [{ metadata: 'exif' }, 'ERR_INVALID_ARG_VALUE'],
    [{ animated: true, format: 'png' }, 'ERR_INCOMPATIBLE_OPTION_PAIR'],
    [{ enlarge: 1 }, 'ERR_INVALID_ARG_TYPE'],
  ];
  const images = useImages();

  test.each(BAD)('a size of %j is refused', async (size, code) => {
    await expect(images.resize(Buffer.from('GIF89a'), size)).rejects.toMatchObject({ code });
    await expect(images.resizeMany(Buffer.from('GIF89a'), [wrong(size)])).rejects.toMatchObject({ code });
  });

  /** @type {[object, string][]} */
  const BAD_POOLS = [
    [{ maxPixels: 0 }, 'ERR_OUT_OF_RANGE'],
    [{ maxInputMb: 1025 }, 'ERR_OUT_OF_RANGE'],
    [{ maxOutputMb: 0 }, 'ERR_OUT_OF_RANGE'],
    [{ memoryMb: 1 }, 'ERR_OUT_OF_RANGE'],
    [{ nice: 20 }, 'ERR_OUT_OF_RANGE'],
    [{ minWorkers: 3, maxWorkers: 2 }, 'ERR_OUT_OF_RANGE'],
    [{ formats: [] }, 'ERR_INVALID_ARG_VALUE'],
    [{ formats: ['svg'] }, 'ERR_INVALID_ARG_VALUE'],
    [{ formats: 'png' }, 'ERR_INVALID_ARG_TYPE'],
    [{ sandbox: {} }, 'ERR_INVALID_ARG_TYPE'],
    [{ sharp: 1 }, 'ERR_INVALID_ARG_TYPE'],
  ];

  test.each(BAD_POOLS)('a pool with %j is refused', (options, code) => {
    expect(() => new ImagePool(wrong(options))).toThrow(expect.objectContaining({ code }));
  });
});
