'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { isolationSupport } = require('../../../index.js');
const { useSharedFolder } = require('../../helpers/folder.js');

const hasTools = ['ffmpeg', 'ffprobe'].every((name) => spawnSync(name, ['-version']).status === 0);

/** Tests that start ffmpeg: skipped by name without it, and where there are no processes. */
const describeMedia = hasTools && process.platform === 'linux' ? describe : describe.skip;

/** Calls have their sandbox where this machine has one. */
const { sandbox } = isolationSupport();

/**
 * Runs ffmpeg to make what a test needs.
 * @param {string} target
 * @param {...string} args
 */
function make(target, ...args) {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, target]);
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
  return target;
}

/** Two seconds of test pattern and a tone, with the index at the end as most cameras write it. */
function makeClip(target, ...args) {
  const video = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=10:duration=2'];
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=2'];
  return make(target, ...video, ...sound, '-c:v', 'libx264', '-preset', 'ultrafast', ...args);
}

/**
 * The clip for all tests of the `describe` that calls this, in a folder of its own.
 * @returns {{ file: string, at(name: string): string }}
 */
function useClip() {
  const folder = useSharedFolder();
  const at = (/** @type {string} */ name) => path.join(folder, name);
  const file = at('clip.mp4');
  beforeAll(() => makeClip(file));
  return { file, at };
}

/** Shows the last picture for ever. */
const REPEATED = 'tpad=stop=-1:stop_mode=clone';

/**
 * Arguments by which ffmpeg works until it is ended. A second of the result takes a second, so that it does not exceed its
 * limits on a fast machine.
 */
const ENDLESS = ['-vf', `${REPEATED},realtime`, '-an', '-c:v', 'libx264', '-preset', 'ultrafast'];

module.exports = { ENDLESS, REPEATED, describeMedia, make, makeClip, sandbox, useClip };
