'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const { isMainThread } = require('node:worker_threads');
const native = require('../../../native.js');
const { RUNTIME } = require('../../../runtime.js');
const { DESCRIPTORS } = require('../../wire/process-link.js');

/** All that a worker process loads of this package. */
const FILE = path.join(__dirname, '..', '..', '..', '..', 'bundle', 'process.js');

/** What node passes to a module. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * V8's code cache of the file that a worker process loads, so that it need not compile it.
 *
 * A worker that could change what others run would have left its sandbox. So the cache is made by this process, from the file of
 * its own package, and kept in memory that is sealed: nobody can write it, this process neither, and there is no file that could
 * be replaced.
 * @typedef {{ descriptor: number, bytes: number }} CodeCache
 */

/**
 * Undefined before the first worker process was started, null where there is none: node closes descriptors that were opened in a
 * thread when that ends, also those that are a worker's meanwhile.
 * @type {CodeCache | null | undefined}
 */
let cache = RUNTIME === 'node' && isMainThread ? undefined : null;

/**
 * Lets a worker that starts inherit the cache: what it is to know of it, or undefined where there is none. The first call has it
 * made, in the next turn of the loop: the first worker would not be ready sooner for it, and many programs start no other.
 * @param {{ inherit: number[] }} link to which a descriptor is added
 * @returns {CodeCache | undefined} with the number of the descriptor in the worker
 */
function passCodeCache({ inherit }) {
  if (cache === undefined) {
    cache = null;
    setImmediate(make).unref();
  }
  if (cache === null) return undefined;
  try {
    // Another open file, for reading, with a position of its own.
    inherit.push(fs.openSync(`/proc/self/fd/${cache.descriptor}`, 'r'));
    return { ...cache, descriptor: DESCRIPTORS.CHANNEL + inherit.length - 1 };
  } catch {
    return undefined;
  }
}

function make() {
  try {
    const options = { filename: FILE, produceCachedData: true };
    const { cachedData } = compileFunction(fs.readFileSync(FILE, 'utf8'), PARAMETERS, options);
    if (cachedData !== undefined) cache = sealed(cachedData);
  } catch {
    // There is no such file, as in a clone, or no descriptor or memory for the cache. Workers start all the same.
  }
}

/**
 * @param {Buffer} bytes
 * @returns {CodeCache}
 */
function sealed(bytes) {
  const memory = native.Arena.create(1, bytes.byteLength, true);
  memory.put(0, bytes, 0);
  const descriptor = memory.takeDescriptor();
  // It was the only mapping that can be written to.
  memory.close();
  return { descriptor, bytes: bytes.byteLength };
}

module.exports = { passCodeCache };
