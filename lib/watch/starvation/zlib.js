'use strict';

const zlib = require('node:zlib');
const { disguised, exchange, invoke } = require('../timed/disguise.js');
const { untilCallback } = require('./follow.js');

/** @typedef {InstanceType<typeof import('./jobs.js').OpenJobs>} OpenJobs */
/** @typedef {NonNullable<ReturnType<OpenJobs['start']>>} Job */

const { apply } = Reflect;
/** What makes a stream; node 26 has others that make archives. */
const MAKERS = /^create(?!Zip)/;

/**
 * node:zlib's streams, by which its functions with callbacks work too. A call of `_transform` is a job, which has a thread
 * for about 16 KiB of output at a time and then waits behind all others for the next.
 */
class ZlibStreams {
  #jobs;
  /** Of a stream and of its native half. @type {WeakMap<object, Job>} */
  #open = new WeakMap();
  /** Where streams were made: what is piped through one begins in no line of the program. @type {WeakMap<object, object>} */
  #origins = new WeakMap();
  /** The prototypes of native halves whose `write` is seen. @type {Set<object>} */
  #seen = new Set();
  /** @type {(() => void)[]} */
  #undo = [];

  /** @param {OpenJobs} jobs */
  constructor(jobs) {
    this.#jobs = jobs;
  }

  /** @returns {() => void} ends it */
  follow() {
    const base = basePrototype();
    this.#wrap(base, '_transform', (target, self, args) => this.#transform(target, self, args));
    // After an error `_transform` does not call back.
    this.#wrap(base, '_destroy', (target, self, args) => {
      this.#end(self);
      return apply(target, self, args);
    });
    for (const name of Object.getOwnPropertyNames(zlib).filter((key) => MAKERS.test(key)))
      this.#wrap(zlib, name, (target, self, args, newTarget) =>
        this.#make(invoke(target, self, args, newTarget)),
      );
    return () => {
      for (const back of this.#undo.reverse()) back();
    };
  }

  /**
   * @param {object} holder
   * @param {string} name
   * @param {import('./follow.js').Wrapping} wrapping
   */
  #wrap(holder, name, wrapping) {
    this.#undo.push(exchange(holder, name, (original) => disguised(original, wrapping)));
  }

  /**
   * @param {Function} target
   * @param {any} self
   * @param {any[]} args
   */
  #transform(target, self, args) {
    const job = this.#jobs.start(`zlib.${self?.constructor?.name}`, this.#origins.get(self));
    if (job !== undefined) {
      this.#open.set(self, job);
      if (self._handle) this.#followHandle(self._handle, job);
    }
    return untilCallback(this.#jobs, job, target, self, args);
  }

  /**
   * @param {object} handle
   * @param {Job} job
   */
  #followHandle(handle, job) {
    this.#open.set(handle, job);
    const prototype = Object.getPrototypeOf(handle);
    if (this.#seen.has(prototype)) return;
    this.#seen.add(prototype);
    this.#wrap(prototype, 'write', (target, self, args) => {
      const open = this.#open.get(self);
      if (open !== undefined) this.#jobs.requeue(open);
      return apply(target, self, args);
    });
  }

  /** @param {object} stream */
  #end(stream) {
    const job = this.#open.get(stream);
    if (job !== undefined) this.#jobs.end(job);
  }

  /** @param {any} stream */
  #make(stream) {
    const origin = this.#jobs.trace();
    if (origin !== undefined) this.#origins.set(stream, origin);
    return stream;
  }
}

/** What all of node:zlib's streams inherit from, which has no name in the module; nothing where others have taken their place. */
function basePrototype() {
  let holder = zlib.Gzip.prototype;
  while (!Object.hasOwn(holder, '_transform')) holder = Object.getPrototypeOf(holder);
  return holder.constructor.name === 'ZlibBase' ? holder : {};
}

module.exports = { ZlibStreams };
