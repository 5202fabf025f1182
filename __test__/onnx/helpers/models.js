'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { OnnxModel } = require('../../../onnx.js');
const { isolationSupport } = require('../../../index.js');
const { useFolder } = require('../../helpers/folder.js');
const { children, isAlive } = require('../../helpers/processes.js');
const { writeMatrices } = require('./onnx-file.js');

/** From here onnxruntime-node is looked for, the package with the model of voice activity, and a tokenizer. */
const runtime = path.join(__dirname, '../runtime/package.json');
const { sandbox } = isolationSupport();

const isInstalled = ['onnxruntime-node', '@ricky0123/vad-web', '@huggingface/tokenizers'].every(canResolve);

/** @param {string} name */
function canResolve(name) {
  try {
    return createRequire(runtime).resolve(name) !== '';
  } catch {
    return false;
  }
}

/** Tests that need the runtime; `npm run install:onnx` installs it. */
const describeWithRuntime = isInstalled ? describe : describe.skip;

function voiceModel() {
  const main = createRequire(runtime).resolve('@ricky0123/vad-web');
  return path.join(path.dirname(main), 'silero_vad_v5.onnx');
}

/** Models for the tests of the file that calls this, each closed after its test. */
function useModels() {
  const folder = useFolder();
  /** @type {OnnxModel[]} */
  const open = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((model) => model.destroy()));
  });

  /** @param {string | URL} file @param {import('../../../onnx.js').OnnxModelOptions} [options] */
  const model = (file, options) => {
    const made = new OnnxModel(file, { runtime, sandbox, threads: 1, ...options });
    open.push(made);
    return made;
  };
  /** @param {number} [times] @param {import('../../../onnx.js').OnnxModelOptions} [options] */
  const matrices = (times, options) => model(writeMatrices(folder.at('matrices.onnx'), times), options);
  return { folder, matrices, model };
}

/** A model for all tests of the file that calls this. */
function useSharedMatrices() {
  /** @type {OnnxModel} */
  let shared;
  /** @type {string} */
  let folder;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-onnx-'));
    shared = new OnnxModel(writeMatrices(path.join(folder, 'a.onnx')), { runtime, sandbox, threads: 1 });
  });
  afterAll(async () => {
    await shared.destroy();
    fs.rmSync(folder, { recursive: true });
  });
  return () => shared;
}

/** Those of Jest's own. */
const others = new Set(children());

/** The processes that run models for this file. */
function workerPids() {
  return children().filter((pid) => !others.has(pid) && isAlive(pid));
}

/** @param {number} size @param {number} value */
function square(size, value) {
  return /** @type {const} */ ({
    type: 'float32',
    data: new Float32Array(size * size).fill(value),
    dims: [size, size],
  });
}

module.exports = {
  describeWithRuntime,
  runtime,
  sandbox,
  square,
  useModels,
  useSharedMatrices,
  voiceModel,
  workerPids,
};
