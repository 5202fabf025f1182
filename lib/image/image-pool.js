'use strict';

const path = require('node:path');
const { throwIfAborted } = require('../errors.js');
const { findPeer } = require('../peer.js');
const { WorkerPool } = require('../workers/pool/pool.js');
const { OwnedPool } = require('../workers/owned-pool.js');
const { QueueFullError } = require('../workers/errors.js');
const { fromWorker } = require('./errors.js');
const { readInput } = require('./input.js');
const { installedFolders } = require('../installed-folders.js');
const { poolSettings } = require('./pool-options.js');
const { resizeSettings, sizesOf, taskOptions } = require('./resize-options.js');

const WORKER_FILE = path.join(__dirname, 'inside/worker.js');

/** Images that are read, resized and written by sharp in worker processes. */
class ImagePool {
  #settings;
  /** Calls that have not ended. */
  #open = 0;
  #owned;

  /** @param {unknown} [options] */
  constructor(options) {
    this.#settings = poolSettings(options);
    this.#owned = new OwnedPool(
      () => makePool(this.#settings),
      () => new WorkerPool(WORKER_FILE),
    );
  }

  /**
   * @param {unknown} input
   * @param {unknown} [options]
   */
  async resize(input, options) {
    const { size, task } = resizeSettings(options);
    const images = /** @type {unknown[]} */ (await this.#run('render', input, [[size]], task));
    return images[0];
  }

  /**
   * @param {unknown} input
   * @param {unknown} sizes
   * @param {unknown} [options]
   */
  async resizeMany(input, sizes, options) {
    return this.#run('render', input, [sizesOf(sizes)], taskOptions('ImagePool#resizeMany', options));
  }

  /**
   * @param {unknown} input
   * @param {unknown} [options]
   */
  async metadata(input, options) {
    return this.#run('metadata', input, [], taskOptions('ImagePool#metadata', options));
  }

  /**
   * @param {unknown} input
   * @param {unknown} [options]
   */
  async placeholder(input, options) {
    return this.#run('placeholder', input, [], taskOptions('ImagePool#placeholder', options));
  }

  async ready() {
    return this.#owned.pool.ready();
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

  /** Of a pool without workers, until the first call has found sharp. */
  get stats() {
    return this.#owned.stats;
  }

  get isolation() {
    return this.#owned.isolation;
  }

  /**
   * @param {string} name of the worker's function
   * @param {unknown} input
   * @param {unknown[]} args behind the image
   * @param {ReturnType<typeof taskOptions>} options
   */
  async #run(name, input, args, options) {
    throwIfAborted(options.signal);
    const pool = this.#owned.pool;
    this.#admit();
    try {
      return await this.#owned.enter(
        () => readInput(input, this.#settings, options.signal),
        ({ bytes, format }) =>
          pool.run(name, [bytes, format, ...args], options).catch((error) => {
            throw fromWorker(error);
          }),
      );
    } finally {
      this.#open -= 1;
    }
  }

  /** Images wait with their bytes in memory, also while they are read. */
  #admit() {
    const { maxQueue, maxWorkers } = this.#settings;
    if (this.#open >= maxQueue + maxWorkers) {
      const message = `Too many images are waiting: options.maxQueue of the pool is ${maxQueue}`;
      throw new QueueFullError('ERR_QUEUE_FULL', message);
    }
    this.#open += 1;
  }
}

/** @param {ReturnType<typeof poolSettings>} settings */
function makePool({ sharp, maxPixels, maxOutput, pool, sandbox }) {
  const { entry, folder } = findPeer('sharp', 'offloop/image', sharp);
  const read = [...installedFolders(folder)];
  return new WorkerPool(WORKER_FILE, {
    ...pool,
    name: 'offloop/image',
    workerData: { sharp: entry, maxPixels, maxOutput },
    sandbox: sandbox ? { read } : false,
    // Loaders of the program's modules are not for this worker, which may not even read them.
    execArgv: [],
    // Decoders write warnings about images of strangers.
    stdio: 'pipe',
    spareWorkers: 0,
  });
}

module.exports = { ImagePool };
