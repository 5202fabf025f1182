'use strict';

const { frame } = require('../../ffmpeg.js');
const { formatOf } = require('../../lib/image/formats.js');
const { useFolder } = require('../helpers/folder.js');
const { describeMedia, make, sandbox, useClip } = require('./helpers/media.js');

describeMedia('frame', () => {
  const clip = useClip();
  const folder = useFolder();

  test.each(/** @type {const} */ (['jpeg', 'png', 'webp']))('gives a picture as %s', async (format) => {
    expect(formatOf(await frame(clip.file, { sandbox, format }))).toBe(format);
  });

  test('gives the picture of this time, in this width', async () => {
    const colours = ['red', 'blue'].flatMap((colour) => [
      ...['-f', 'lavfi', '-i', `color=${colour}:size=64x32:rate=10:duration=1`],
    ]);
    const two = make(folder.at('two.mp4'), ...colours, '-filter_complex', 'concat=n=2', '-c:v', 'libx264');
    const [red, blue] = [await colourOf(two, 0.5), await colourOf(two, 1.5)];
    expect(red[0]).toBeGreaterThan(200);
    expect(red[2]).toBeLessThan(50);
    expect(blue[0]).toBeLessThan(50);
    expect(blue[2]).toBeGreaterThan(200);
  });

  test('gives the last picture at the end, which a player still shows there', async () => {
    const pictureAt = (/** @type {number} */ at) =>
      frame(clip.file, { sandbox, at, format: 'png', width: 32 });
    // Ten pictures a second: the last begins at 1.9.
    const last = await pictureAt(1.9);
    expect((await pictureAt(1.8)).equals(last)).toBe(false);
    for (const at of [1.95, 2]) expect((await pictureAt(at)).equals(last)).toBe(true);
  });

  test('is refused beyond the end', async () => {
    const beyond = frame(clip.file, { sandbox, at: 3 });
    await expect(beyond).rejects.toMatchObject({
      code: 'ERR_OUT_OF_RANGE',
      message: expect.stringMatching(/at.*2/),
    });
  });

  test('is refused of sound', async () => {
    const sound = make(folder.at('a.wav'), '-f', 'lavfi', '-i', 'sine=duration=1');
    await expect(frame(sound, { sandbox })).rejects.toMatchObject({ code: 'ERR_MEDIA_INVALID' });
  });
});

/**
 * The colour of the middle of a picture, by sharp.
 * @param {string} file
 * @param {number} at
 */
async function colourOf(file, at) {
  const sharp = require('sharp');
  const png = await frame(file, { sandbox, at, width: 16, format: 'png' });
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 16, height: 8 });
  return [...data.subarray(0, 3)];
}
