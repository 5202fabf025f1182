'use strict';

const path = require('node:path');
const { fileOf } = require('../docs/helpers/pages.js');
const { createReader } = require('../docs/helpers/reader.js');
const { runProgram } = require('../helpers/program.js');
const { describeMedia, make, sandbox } = require('./helpers/media.js');

// The recipes have the sandbox that calls have by default.
const describeRecipes = sandbox ? describeMedia : describe.skip;

describeRecipes('the recipes of docs/video.md', () => {
  /** @type {ReturnType<typeof createReader>} */
  let reader;
  beforeAll(() => {
    reader = createReader(['offloop']);
    reader.write('media-recipes.mjs', fileOf('docs/video.md', 'media-recipes.mjs'));
    const video = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5:duration=12'];
    const quiet = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=12', '-af', 'volume=-20dB'];
    make(path.join(reader.folder, 'clip.mp4'), ...video, ...quiet, '-c:v', 'libx264', '-preset', 'ultrafast');
  });
  afterAll(() => reader.remove());

  async function run(program) {
    reader.write('program.mjs', program);
    const { output } = await reader.run(process.execPath, ['program.mjs']);
    return output;
  }

  test('make sound as loud as it should be', async () => {
    await run(`
      import { evenLoudness } from './media-recipes.mjs';
      await evenLoudness('clip.mp4', 'loud.m4a');
    `);
    expect(loudnessOf('clip.mp4')).toBeLessThan(-35);
    expect(Math.abs(loudnessOf('loud.m4a') + 16)).toBeLessThan(2);
  });

  test('make pictures of sound and of moments', async () => {
    const output = await run(`
      import { writeFileSync } from 'node:fs';
      import { sprite, waveform } from './media-recipes.mjs';
      writeFileSync('wave.webp', await waveform('clip.mp4'));
      writeFileSync('sprite.webp', await sprite('clip.mp4', 3));
    `);
    expect(output).toBe('');
    const sharp = require('sharp');
    const sizeOf = async (name) => {
      const { format, width, height } = await sharp(path.join(reader.folder, name)).metadata();
      return [format, width, height];
    };
    expect(await sizeOf('wave.webp')).toEqual(['webp', 800, 120]);
    expect(await sizeOf('sprite.webp')).toEqual(['webp', 1600, 900]);
  });

  /** Loudness by EBU R 128, which ffmpeg measures too. @param {string} name */
  function loudnessOf(name) {
    const file = path.join(reader.folder, name);
    const { stderr } = runProgram('ffmpeg', ['-nostdin', '-i', file, '-af', 'ebur128', '-f', 'null', '-']);
    return Number(/Summary:[\s\S]*?I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1]);
  }
});
