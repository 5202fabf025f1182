'use strict';

/**
 * Clips made smaller by ffmpeg, one after the other, in a service with little and with much memory: by `transcode`, and by
 * child_process.execFile with the same arguments. What it costs beside ffmpeg's own work, and how long the event loop stands
 * still. Less is better.
 */

const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const SUBJECTS = {
  'offloop, in a sandbox': 'sandbox',
  'offloop, without one': 'open',
  'node:child_process': 'node',
};
const ROUNDS = 5;
const CLIPS = QUICK ? 2 : 8;
/** GiB that the service holds. */
const HELD = [0, 1];
const FILE = join(__dirname, 'subject.js');
const FIGURES = {
  'wall time of one': 'wall',
  'CPU time of one, ffmpeg and ffprobe': 'children',
  'CPU time of one, the service': 'own',
  'CPU time of one, its main thread': 'main',
  'CPU time of the first, its main thread': 'first',
  'longest stall of the event loop': 'stall',
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  try {
    await measure(clipIn(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} clip */
async function measure(clip) {
  const [names, subjects] = [Object.keys(SUBJECTS), Object.values(SUBJECTS)];
  const about = { subjects: names, beside: names.slice(1, 2), digits: 1 };
  const times = report('video', { title: 'Video', unit: 'ms', ...about });
  const growths = [];
  for (const held of HELD) {
    const figures = await interleaved(subjects, ROUNDS, (subject) =>
      inProcessOfItsOwn(FILE, [subject, CLIPS, held, clip]),
    );
    const of = (key) => figures.map((list) => spread(list.map((one) => one[key])));
    for (const [label, key] of Object.entries(FIGURES)) times.add(`${held} GiB held, ${label}`, of(key));
    growths.push(of('growth'));
  }
  times.save();
  const memory = report('video-memory', { title: 'Video: memory', unit: 'MB', ...about });
  for (const [at, held] of HELD.entries()) memory.add(`${held} GiB held, growth of the service`, growths[at]);
  memory.save();
}

/** Five seconds of a moving pattern and a tone. @param {string} folder */
function clipIn(folder) {
  const clip = join(folder, 'clip.mp4');
  const video = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=5'];
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=5'];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    ...video,
    ...sound,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    clip,
  ]);
  return clip;
}

main();
