'use strict';

// Aborts runs of a model, one after the other, at different moments, and looks at what is left: each abort has to end its
// process, and the model has to answer afterwards. It fails if anything but an abort ended a run, or a process stayed.
//
//   node scripts/soak-models.js [aborts=100]

const fs = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { children, isAlive } = require('../__test__/helpers/processes.js');
const { writeMatrices } = require('../__test__/onnx/helpers/onnx-file.js');
const { isolationSupport } = require('../index.js');
const { OnnxModel } = require('../onnx.js');

const aborts = Number(process.argv[2] ?? 100);
const runtime = path.join(__dirname, '../__test__/onnx/runtime/package.json');
/** Milliseconds that a run is let go on for; before it is begun, the model may still be loaded. */
const MOMENTS = [0, 1, 10, 100];

const small = { x: square(2), y: square(2) };
const large = { x: square(1024), y: square(1024) };

/** @param {number} size */
function square(size) {
  return { type: /** @type {const} */ ('float32'), data: new Float32Array(size * size), dims: [size, size] };
}

async function main() {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'offloop-models-'));
  // So long that no run ends by itself.
  const file = writeMatrices(path.join(folder, 'long.onnx'), 3000);
  const model = new OnnxModel(file, { runtime, threads: 1, sandbox: isolationSupport().sandbox });
  const others = new Set(children());
  /** @type {Set<string>} */
  const seen = new Set();
  const outcomes = { aborts: 0, others: 0 };
  try {
    for (let count = 0; count < aborts; count += 1) {
      const code = await abortedRun(model, MOMENTS[count % MOMENTS.length], () =>
        children().forEach((pid) => others.has(pid) || seen.add(pid)),
      );
      if (code === 'ABORT_ERR') outcomes.aborts += 1;
      else outcomes.others += 1;
    }
    await model.run(small);
    const { cancelled, crashed } = model.stats.tasks;
    await model.close();
    const left = await processesLeft(seen);
    const rss = `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`;
    console.log(JSON.stringify({ ...outcomes, processes: seen.size, cancelled, crashed, left, rss }));
    if (outcomes.others + left > 0) process.exitCode = 1;
  } finally {
    await model.destroy();
    fs.rmSync(folder, { recursive: true });
  }
}

/**
 * @param {OnnxModel} model
 * @param {number} ms
 * @param {() => void} look
 */
async function abortedRun(model, ms, look) {
  const controller = new AbortController();
  const run = model.run(large, { signal: controller.signal }).then(
    () => 'ended',
    ({ code }) => code,
  );
  while (model.stats.tasks.running === 0) await sleep(1);
  await sleep(ms);
  look();
  controller.abort();
  return run;
}

/**
 * Ended processes are reaped in a moment, and those that stay do so for longer.
 * @param {Set<string>} seen
 */
async function processesLeft(seen) {
  for (let tries = 0; tries < 100 && [...seen].some(isAlive); tries += 1) await sleep(50);
  return [...seen].filter(isAlive).length;
}

main();
