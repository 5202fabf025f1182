'use strict';

const { EventEmitter, once } = require('node:events');
const { coded } = require('../errors.js');
const { MAX_DELAY, integer, optionsOf } = require('../options.js');
const { isolationUnavailable } = require('../process/start-error.js');
const { RUNTIME } = require('../runtime.js');
const { gaveUp, publicRecord } = require('./ends.js');
const { openPlaces } = require('./places.js');
const { RestartPolicy } = require('./restart-policy.js');

/** Codes of what will be so at the next start too. */
const LASTING = ['ERR_ISOLATION_UNAVAILABLE', 'ERR_ACCESS_DENIED'];

/**
 * A service in processes of its own: `instances` places, each with the instance that serves it. All of it is called from
 * the JavaScript thread.
 *
 *  opening ─► running ─► stopping ─► stopped
 *     │          │           ▲
 *     └──────────┴ gave up ──┘
 */
class Service extends EventEmitter {
  #settings;
  #policy;
  /** @type {InstanceType<typeof import('./places.js').Places> | undefined} */
  #places;
  #opened;
  /** The reloads so far. Never rejects. @type {Promise<void>} */
  #reloading = Promise.resolve();
  /** @type {Promise<void> | undefined} */
  #stopping;
  /** Why it gave up. @type {Error | undefined} */
  #failure;
  #restarts = 0;
  /** Calls of `ready` that wait. */
  #waiting = 0;
  /** What `ready` waits for. */
  #changes = new EventEmitter().setMaxListeners(0);

  /** @param {import('./options.js').Settings} settings */
  constructor(settings) {
    super();
    this.#settings = settings;
    this.#policy = new RestartPolicy(settings.restart);
    this.#opened = this.#open();
    this.#opened.catch((error) => this.#giveUp(error));
  }

  /** The port that it listens on, which differs from `listen.port` where that is 0. Undefined before it is known. */
  get port() {
    return this.#places?.port;
  }

  get stats() {
    const { ready = 0, memory = 0 } = this.#places ?? {};
    return { instances: ready, restarts: this.#restarts, rss: memory };
  }

  /** Resolves when every place is served. */
  async ready() {
    this.#waiting += 1;
    try {
      await this.#opened.catch(() => {});
      for (;;) {
        this.#throwIfOver();
        if (this.#places?.isServed) return;
        await once(this.#changes, 'change');
      }
    } finally {
      this.#waiting -= 1;
    }
  }

  /**
   * Replaces every instance by a new one, one after the other, after the reloads before. A new one that does not become
   * ready ends the reload.
   */
  async reload() {
    await this.#opened.catch(() => {});
    this.#throwIfOver();
    const reloaded = this.#reloading.then(() => this.#places?.replaceAll(() => this.#throwIfOver()));
    this.#reloading = reloaded.catch(() => {});
    return reloaded;
  }

  /**
   * Ends all instances: they drain first. A later call can only make their time shorter.
   * @param {{ timeout?: number }} [options]
   */
  async stop(options) {
    const { timeout: given } = optionsOf('Service#stop', options);
    const timeout = integer('options.timeout', given, 0, MAX_DELAY) ?? this.#settings.drainTimeout;
    if (this.#stopping === undefined) this.#stopping = this.#end(timeout);
    else this.#places?.end(timeout);
    return this.#stopping;
  }

  [Symbol.asyncDispose]() {
    return this.stop();
  }

  async #open() {
    if (RUNTIME !== 'node') throw isolationUnavailable(['runtime'], 'services run on Node.js only');
    this.#places = await openPlaces(this.#settings, {
      onStart: ({ pid, place, isolation }) => this.#emit('start', { instance: place, pid, isolation }),
      onReady: () => this.#changed(),
      onUnhealthy: ({ pid, place }) => this.#emit('unhealthy', { instance: place, pid }),
      onExit: (_, record) => this.#emit('exit', publicRecord(record)),
      onLoss: (place, record) => this.#lost(place, record),
    });
    if (this.#stopping === undefined) this.#places.start();
  }

  /**
   * A place has lost its instance.
   * @param {InstanceType<typeof import('./place.js').Place>} place
   * @param {any} record
   */
  #lost(place, record) {
    this.#changed();
    if (this.#stopping !== undefined) return;
    if (LASTING.includes(record.error?.code)) {
      this.#giveUp(record.error);
      return;
    }
    const delay = this.#policy.delayAfter(place.number);
    if (delay === undefined) {
      this.#giveUp(gaveUp(this.#settings, record));
      return;
    }
    this.#restarts += 1;
    place.startIn(delay);
  }

  /** @param {Error} error */
  #giveUp(error) {
    if (this.#stopping !== undefined) return;
    this.#failure = error;
    this.#stopping = this.#end(this.#settings.drainTimeout);
    this.#emit('giveUp', error);
    if (this.#waiting > 0 || this.listenerCount('giveUp') > 0) return;
    // As an event `error` that nobody listens to: this process must not go on as if it had a service.
    queueMicrotask(() => {
      throw error;
    });
  }

  /** @param {number} timeout */
  async #end(timeout) {
    this.#changed();
    await this.#opened.catch(() => {});
    await this.#places?.end(timeout);
    this.#changed();
  }

  /**
   * A listener that throws is a fault of the program, and not of what happens here.
   * @param {string} event
   * @param {unknown} payload
   */
  #emit(event, payload) {
    if (this.listenerCount(event) > 0) queueMicrotask(() => this.emit(event, payload));
  }

  #throwIfOver() {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#stopping !== undefined) throw coded('ERR_SERVICE_STOPPED', 'The service was stopped');
  }

  /** Something has changed that `ready` waits for, or that decides which instance covers for which. */
  #changed() {
    this.#places?.coverVacancies();
    this.#changes.emit('change');
  }
}

module.exports = { Service };
