'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { fileTypeOf } = require('../data/regular-file.js');
const { throwIfAborted } = require('../errors.js');
const { installedFolders } = require('../installed-folders.js');
const { findPeer } = require('../peer.js');
const { WorkerPool } = require('../workers/pool/pool.js');
const { OwnedPool } = require('../workers/owned-pool.js');
const { fromWorker, invalidModel } = require('./errors.js');
const { checkInputs, checkOutputs, tensorsOf } = require('./feeds.js');
const { modelSettings, runSettings } = require('./settings.js');

const WORKER_FILE = path.join(__dirname, 'inside/worker.js');

/** @typedef {{ inputs: import('./feeds.js').TensorInfo[], outputs: import('./feeds.js').TensorInfo[] }} Description */

/** A model that onnxruntime-node runs in worker processes. */
class OnnxModel {
  #settings;
  /** What the model takes and gives, once a worker has said it. @type {Description | undefined} */
  #description;
  /** Why the model cannot be loaded: it is not tried again. @type {Error | undefined} */
  #invalid;
  #owned;

  /**
   * @param {unknown} file
   * @param {unknown} [options]
   */
  constructor(file, options) {
    this.#settings = modelSettings(file, options);
    this.#owned = new OwnedPool(
      () => makePool(this.#settings),
      () => new WorkerPool(WORKER_FILE),
    );
  }

  /**
   * @param {unknown} feeds
   * @param {unknown} [options]
   */
  async run(feeds, options) {
    const tensors = tensorsOf(feeds);
    const { outputs, task } = runSettings(options);
    throwIfAborted(task.signal);
    return this.#owned.enter(
      () => this.#describe(task),
      (description) => {
        checkInputs(tensors, description.inputs);
        checkOutputs(outputs, description.outputs);
        return this.#task('run', [tensors, outputs], task);
      },
    );
  }

  async info() {
    const { inputs, outputs } = await this.#describe({});
    const { threads, pool } = this.#settings;
    return structuredClone({ inputs, outputs, workers: pool.maxWorkers, threads });
  }

  async ready() {
    await this.#describe({});
    await this.#owned.pool.ready();
  }

  /** @param {unknown} [options] */
  async close(options) {
    return this.#owned.close(options);
  }

  /** @param {unknown} [reason] */
  async destroy(reason) {
    return this.#owned.destroy(reason);
  }

  // The symbol is absent in realms that Node did not make, such as Jest's.
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    return this.close();
  }

  /** Of a pool without workers, until the first call has found the runtime. */
  get stats() {
    return this.#owned.stats;
  }

  get isolation() {
    return this.#owned.isolation;
  }

  /**
   * Each call before the first answer asks by itself, so that it waits, and stops to wait, as its options say.
   * @param {object} options of the task that is to follow
   * @returns {Promise<Description>}
   */
  async #describe(options) {
    this.#description ??= /** @type {Description} */ (
      await this.#task('describe', [], { ...options, timeout: 0 })
    );
    return this.#description;
  }

  /**
   * @param {string} name of the worker's function
   * @param {unknown[]} args
   * @param {object} options
   */
  async #task(name, args, options) {
    if (this.#invalid !== undefined) throw this.#invalid;
    try {
      return await this.#owned.pool.run(name, args, options);
    } catch (/** @type {any} */ thrown) {
      const error = fromWorker(thrown, this.#settings.file);
      if (error.code === 'ERR_MODEL_INVALID') this.#giveUp(error);
      throw error;
    }
  }

  /** @param {Error} error */
  #giveUp(error) {
    this.#invalid ??= error;
    this.#owned.giveUp(error);
  }
}

/** @param {import('./settings.js').ModelSettings} settings */
function makePool({ file, threads, maxOutput, read, session, runtime, pool, sandbox }) {
  const { entry, folder } = findPeer('onnxruntime-node', 'offloop/onnx', runtime);
  // A file that is missing is node's own error, and not one of a worker that cannot start.
  fs.accessSync(file, fs.constants.R_OK);
  const stats = fs.statSync(file);
  // A worker would wait for what comes out of a FIFO, and the runtime takes a directory for something else.
  if (!stats.isFile()) throw invalidModel(`it is a ${fileTypeOf(stats)}`, file);
  const files = [...installedFolders(folder), file, ...read];
  return new WorkerPool(WORKER_FILE, {
    ...pool,
    name: 'offloop/onnx',
    workerData: { runtime: entry, file, threads, maxOutput, session },
    sandbox: sandbox ? { read: files } : false,
    // Loaders of the program's modules are not for this worker, which may not even read them.
    execArgv: [],
    // The runtime writes about the graphics cards that it does not find.
    stdio: 'pipe',
    spareWorkers: 0,
  });
}

module.exports = { OnnxModel };
