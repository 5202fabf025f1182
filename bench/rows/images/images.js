'use strict';

/**
 * Images by sharp in worker processes, beside sharp in the service itself: what they cost, how long reading a file waits
 * meanwhile, how long an abort takes, and how the memory of the service grows. Less is better.
 */

const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const sharp = require('sharp');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const SUBJECTS = { 'offloop, two workers': 'pool', 'sharp in the service': 'sharp' };
const ROUNDS = 5;
const AT_ONCE = QUICK ? 16 : 64;
const MANY = QUICK ? 100 : 2000;
const FILE = join(__dirname, 'subject.js');

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  const photo = join(folder, 'photo.jpg');
  try {
    writeFileSync(photo, await photoOf(4000, 3000));
    await measure(photo);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} photo */
async function measure(photo) {
  const [names, subjects] = [Object.keys(SUBJECTS), Object.values(SUBJECTS)];
  const times = report('images', { title: 'Images', unit: 'ms', subjects: names, digits: 1 });
  const few = await interleaved(subjects, ROUNDS, (subject) =>
    inProcessOfItsOwn(FILE, [subject, 'at-once', AT_ONCE, photo]),
  );
  const rows = {
    [`${AT_ONCE} of 12 megapixels, wall time of one`]: 'wall',
    'CPU time of one, all processes': 'cpu',
    'CPU time of one, the service': 'own',
    'fs.readFile meanwhile, 99th percentile': 'read',
    'longest stall of the event loop': 'stall',
  };
  for (const [label, key] of Object.entries(rows))
    times.add(
      label,
      few.map((list) => spread(list.map((figures) => figures[key]))),
    );
  const aborts = await interleaved(
    subjects,
    1,
    (subject) => inProcessOfItsOwn(FILE, [subject, 'abort', 1, photo]),
    { warmUp: false },
  );
  times.add(
    'an AVIF, from its abort to its end',
    aborts.map((list) => spread(list.map(({ end }) => end))),
  );
  times.save();
  const memory = report('images-memory', { title: 'Images: memory', unit: 'MB', subjects: names, digits: 0 });
  const many = await interleaved(
    subjects,
    1,
    (subject) => inProcessOfItsOwn(FILE, [subject, 'many', MANY, photo]),
    { warmUp: false },
  );
  for (const key of ['first', 'last'])
    memory.add(
      `the service after the ${key} tenth of ${MANY} images`,
      many.map((list) => spread(list.map((figures) => figures[key]))),
    );
  memory.save();
}

/** A photo's like: large shapes with grain. */
function photoOf(width, height) {
  const noise = { type: /** @type {const} */ ('gaussian'), mean: 128, sigma: 40 };
  return sharp({ create: { width: 500, height: 375, channels: 3, background: '#888', noise } })
    .blur(2)
    .resize(width, height)
    .jpeg({ quality: 85 })
    .toBuffer();
}

main();
