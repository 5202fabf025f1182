'use strict';

/**
 * Runs of a model by onnxruntime-node in a worker process, beside `session.run` in the service itself: what they cost, and
 * how long the event loop stops meanwhile. Less is better. It needs `npm run install:onnx`.
 */

const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { writeMatrices } = require('../../../__test__/onnx/helpers/onnx-file.js');
const { QUICK, inProcessOfItsOwn, interleaved, spread } = require('../../measure/measure.js');
const { report } = require('../../report/report.js');

const SUBJECTS = {
  'offloop, one worker': 'pool',
  'session.run, one thread': 'session',
  'session.run, its own threads': 'threads',
};
const ROUNDS = 3;
const FILE = join(__dirname, 'subject.js');
/** As much work as a small language model has with some sentences: multiplications of matrices of 256 x 256. */
const MULTIPLICATIONS = 600;

/** Runs that are asked for at once. */
const MODELS = {
  matrices: { title: 'Models: a run of a tenth of a second', runs: QUICK ? 5 : 20 },
  voice: { title: 'Models: a short run, of voice activity', runs: QUICK ? 50 : 500 },
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  try {
    const file = writeMatrices(join(folder, 'matrices.onnx'), MULTIPLICATIONS);
    for (const [name, { title, runs }] of Object.entries(MODELS)) await measure(name, { title, runs, file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} name
 * @param {{ title: string, runs: number, file: string }} about
 */
async function measure(name, { title, runs, file }) {
  const subjects = Object.keys(SUBJECTS);
  const table = report(`models-${name}`, { title, unit: 'ms', subjects, digits: 2 });
  const measured = await interleaved(Object.values(SUBJECTS), ROUNDS, (subject) =>
    inProcessOfItsOwn(FILE, [subject, name, runs, file]),
  );
  const rows = {
    [`${runs} at once, wall time of one`]: 'wall',
    'CPU time of one, all processes': 'cpu',
    'CPU time of one, the service': 'own',
    'longest stall of the event loop': 'stall',
  };
  for (const [label, key] of Object.entries(rows))
    table.add(
      label,
      measured.map((list) => spread(list.map((figures) => figures[key]))),
    );
  table.save();
}

main();
