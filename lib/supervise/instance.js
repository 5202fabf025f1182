'use strict';

const { performance } = require('node:perf_hooks');
const { Health } = require('./health.js');
const { startProcess } = require('./instance-process.js');
const { MESSAGES, receive, send } = require('./messages.js');

/** Milliseconds from SIGTERM to SIGKILL for one that is not ready. */
const GRACE = 500;
/** The same where its time to drain is used up, and the least that its handler of SIGTERM has. */
const LAST_GRACE = 1000;
/** The part of the time to drain that idle connections have. */
const IDLE_PART = 0.5;

/**
 * @typedef {object} Handlers
 * @property {(instance: InstanceType<typeof Instance>) => void} onStart it runs
 * @property {(instance: InstanceType<typeof Instance>) => void} onReady it can do its work
 * @property {(instance: InstanceType<typeof Instance>) => void} onUnhealthy its loop does not answer; it is killed
 * @property {(instance: InstanceType<typeof Instance>, record: any) => void} onExit with `error` where it could not be started
 */

/**
 * A process of a service.
 *
 *  starting ─► ready ─► draining ─► ended
 *     │          │         │          ▲
 *     └──────────┴─────────┴► failed ─┘
 *
 * - starting to ready: READY has come, and the system has said that it runs, which may be later. Without both within
 *   `startTimeout` the process has failed.
 * - ready to draining: `drain` was called. DRAINED, or the end of its time, is followed by SIGTERM and later SIGKILL.
 * - failed: too late, unhealthy, or it has sent something other than a message. It gets SIGKILL.
 * - A process that ends by itself goes from any state to ended. The end of a draining one is expected.
 */
class Instance {
  #settings;
  #handlers;
  #socket;
  #child;
  #health;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** When its time to drain is over. */
  #drainEnds = Infinity;
  /** Messages that it has sent and may send once. @type {Set<number>} */
  #sent = new Set();
  /** @type {'starting' | 'ready' | 'draining' | 'failed' | 'ended'} */
  state = 'starting';
  /** 0 until it runs. */
  pid = 0;
  /** @type {object | undefined} what is enforced on it */
  isolation = undefined;

  /**
   * Throws where it cannot be started at all.
   * @param {import('./options.js').Settings} settings
   * @param {number} place
   * @param {InstanceType<typeof import('./addresses.js').Addresses>} addresses
   * @param {Handlers} handlers
   */
  constructor(settings, place, addresses, handlers) {
    this.#settings = settings;
    this.#handlers = handlers;
    this.place = place;
    const { child, socket } = startProcess(settings, place, addresses);
    this.#child = child;
    this.#socket = socket;
    receive(socket, (type, number) => this.#received(type, number));
    this.#health = new Health(
      settings.health,
      (type, number) => send(socket, type, number),
      () => this.#unhealthy(),
    );
    this.#after(settings.startTimeout, () => this.#fail('start-timeout'));
    /** Resolves when it has ended. */
    this.ended = this.#run();
  }

  get memory() {
    return this.#child.memory();
  }

  /**
   * Takes the connections of a place that has no instance, or does no more.
   * @param {number} place
   * @param {boolean} covers
   */
  cover(place, covers) {
    send(this.#socket, covers ? MESSAGES.COVER : MESSAGES.UNCOVER, place);
  }

  /**
   * Ends it when its connections have ended, and at the latest after `timeout`. A later call can only make it shorter.
   * @param {number} [timeout] milliseconds
   */
  drain(timeout = this.#settings.drainTimeout) {
    if (this.state === 'starting') {
      this.state = 'draining';
      this.#drainEnds = 0;
      this.#terminate('stopped', GRACE);
    }
    if (this.state === 'ready') this.#startDraining();
    const ends = performance.now() + timeout;
    if (this.state !== 'draining' || ends >= this.#drainEnds) return;
    this.#drainEnds = ends;
    const forIdle = timeout * IDLE_PART;
    this.#after(forIdle, () => {
      send(this.#socket, MESSAGES.CLOSE_IDLE);
      this.#after(timeout - forIdle, () => this.#terminate('drain-timeout', LAST_GRACE));
    });
  }

  #startDraining() {
    this.state = 'draining';
    this.#health.stop();
    send(this.#socket, MESSAGES.DRAIN);
  }

  /**
   * An instance may be hostile: what it may not send now ends it.
   * @param {number} type
   * @param {number} number
   */
  #received(type, number) {
    if (this.state === 'failed' || this.state === 'ended') return;
    if (type === MESSAGES.PONG && this.#health.answered(number)) return;
    if (type === MESSAGES.READY && this.#isFirst(type)) this.#readyIfItRuns();
    else if (type === MESSAGES.DRAINED && this.state === 'draining' && this.#isFirst(type))
      this.#terminate('drained', Math.max(LAST_GRACE, this.#drainEnds - performance.now()));
    else this.#fail('protocol');
  }

  /** @param {number} type */
  #isFirst(type) {
    const isFirst = !this.#sent.has(type);
    this.#sent.add(type);
    return isFirst;
  }

  /**
   * Ends it at once, unless it ends already.
   * @param {string} reason
   */
  #fail(reason) {
    this.state = 'failed';
    clearTimeout(this.#timer);
    this.#health.stop();
    this.#child.kill('SIGKILL', reason);
  }

  /** One that was withdrawn may have become ready meanwhile. */
  #readyIfItRuns() {
    if (this.state !== 'starting' || this.pid === 0 || !this.#sent.has(MESSAGES.READY)) return;
    this.state = 'ready';
    clearTimeout(this.#timer);
    this.#health.start();
    this.#handlers.onReady(this);
  }

  #unhealthy() {
    this.#fail('unhealthy');
    this.#handlers.onUnhealthy(this);
  }

  /**
   * @param {string} reason
   * @param {number} grace
   */
  #terminate(reason, grace) {
    clearTimeout(this.#timer);
    this.#child.terminate({ grace: Math.ceil(grace), reason });
  }

  async #run() {
    const error = await this.#child.started.then(
      ({ pid, isolation }) => {
        Object.assign(this, { pid, isolation });
        this.#handlers.onStart(this);
        this.#readyIfItRuns();
      },
      (failure) => failure,
    );
    const record = await this.#child.ended;
    const isExpected = this.state === 'draining';
    this.state = 'ended';
    clearTimeout(this.#timer);
    this.#health.stop();
    this.#socket.destroy();
    this.#handlers.onExit(this, { ...record, pid: this.pid, instance: this.place, isExpected, error });
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} action
   */
  #after(milliseconds, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, milliseconds);
  }
}

module.exports = { Instance };
