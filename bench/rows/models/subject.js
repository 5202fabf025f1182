'use strict';

// One subject of the row `models`, in a process of its own: SUBJECT MODEL COUNT FILE. Prints its figures as JSON.

const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { OnnxModel } = require('../../../onnx.js');
const { childrenCpu } = require('../../measure/children-cpu.js');
const { processCpu } = require('../../measure/measure.js');

const runtime = join(__dirname, '../../../__test__/onnx/runtime/package.json');
const fromRuntime = createRequire(runtime);
const SIZE = 256;

const [subject, model, count, file] = process.argv.slice(2);

/** Each model's file, and what goes in. */
const MODELS = {
  matrices: () => ({
    path: file,
    feeds: {
      x: tensor('float32', square(1), [SIZE, SIZE]),
      y: tensor('float32', square(1 / SIZE), [SIZE, SIZE]),
    },
  }),
  voice: () => ({
    path: join(dirname(fromRuntime.resolve('@ricky0123/vad-web')), 'silero_vad_v5.onnx'),
    feeds: {
      input: tensor('float32', new Float32Array(512), [1, 512]),
      state: tensor('float32', new Float32Array(256), [2, 1, 128]),
      sr: tensor('int64', BigInt64Array.of(16_000n), []),
    },
  }),
};

/** How each subject runs a model. */
const SUBJECTS = {
  async pool({ path, feeds }) {
    const made = new OnnxModel(path, { runtime, threads: 1, maxQueue: Infinity });
    await made.ready();
    return { run: () => made.run(feeds), close: () => made.close() };
  },
  session: ({ path, feeds }) => inService(path, feeds, { intraOpNumThreads: 1 }),
  threads: ({ path, feeds }) => inService(path, feeds, {}),
};

async function inService(path, feeds, options) {
  const { InferenceSession, Tensor } = fromRuntime('onnxruntime-node');
  const session = await InferenceSession.create(path, { ...options, logSeverityLevel: 3 });
  const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [
    name,
    new Tensor(type, data, dims),
  ]);
  return { run: () => session.run(Object.fromEntries(tensors)), close: () => session.release() };
}

function tensor(type, data, dims) {
  return { type, data, dims };
}

/** @param {number} value */
function square(value) {
  return new Float32Array(SIZE * SIZE).fill(value);
}

async function main() {
  const { run, close } = await SUBJECTS[subject](MODELS[model]());
  const runs = Number(count);
  await atOnce(run, Math.ceil(runs / 5));
  // By themselves, since a clock that ticks every millisecond takes time of the processor.
  const figures = { ...(await costs(run, runs)), stall: await longestStall(run, runs) };
  await close();
  console.log(JSON.stringify(figures));
}

function atOnce(run, runs) {
  return Promise.all(Array.from({ length: runs }, run));
}

async function costs(run, runs) {
  const [own, children, start] = [processCpu(), childrenCpu(), performance.now()];
  await atOnce(run, runs);
  const wall = performance.now() - start;
  const cpu = { own: (processCpu() - own) / 1000, children: childrenCpu() - children };
  return { wall: wall / runs, cpu: (cpu.own + cpu.children) / runs, own: cpu.own / runs };
}

async function longestStall(run, runs) {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await sleep(20);
  monitor.reset();
  // Delays are counted from one sample to the next, so that the first and the last of them are beside the runs.
  await sleep(20);
  await atOnce(run, runs);
  await sleep(20);
  monitor.disable();
  return monitor.max / 1e6;
}

main();
