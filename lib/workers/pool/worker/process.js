'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { start: startChild } = require('../../../process/child.js');
const { Channel } = require('../../wire/channel/channel.js');
const { Claims } = require('../../wire/claims.js');
const { ProtocolError, endReasonOf } = require('../../wire/channel/protocol-error.js');
const { LOST, RUN, isUrgent } = require('../../wire/messages.js');
const { openLink } = require('../../wire/process-link.js');
const { ProcessOutput } = require('./output.js');
const { linkedSettings, refuseOtherRuntimes, termsOf } = require('./process-settings.js');
const { lowerUntilReady } = require('./start-priority.js');

const MIB = 1024 * 1024;
/** Between SIGTERM and SIGKILL, in milliseconds. */
const GRACE = 50;
/**
 * Milliseconds between the exit of a worker and the end of its channel and output, which other processes may hold open, or
 * between the end of its channel and its exit.
 */
const LINGER = 1000;
/** The reason of the end of a worker that closed its channel and did not exit. */
const CLOSED = 'channel';

/** @typedef {import('./isolation-kinds.js').Handlers} Handlers */
/** @typedef {import('./isolation-kinds.js').Backing} Backing */

/**
 * A worker process: the child, its channel and its output.
 * @implements {Backing}
 */
class WorkerProcess {
  #handlers;
  #child;
  #channel;
  #output;
  #arenas;
  /** Why it could not start, or how it broke the protocol. @type {any} */
  #error;
  #hasEnded = false;
  #channelClosed;
  /**
   * Its pid is 0 until it has started; nothing is read from it before.
   * @type {{ pid: number, isolation?: object }}
   */
  info = { pid: 0 };
  /** @type {InstanceType<typeof Claims> | undefined} */
  claims;
  /** The launcher has added all of it. */
  nice = 0;

  /**
   * @param {import('../options/pool-options.js').PoolSettings} settings
   * @param {Handlers} handlers
   */
  constructor(settings, handlers) {
    refuseOtherRuntimes(settings);
    const most = (settings.limits.outputMb ?? Infinity) * MIB;
    const link = openLink(settings.sandbox === undefined);
    const terms = termsOf(settings, link);
    const { maxMessage, trusted } = terms;
    if (link.word !== null) this.claims = new Claims(link.word);
    this.#handlers = handlers;
    this.#arenas = [link.send, link.receive];
    this.#child = startChild(linkedSettings(settings, terms, link));
    this.#channelClosed = new Promise((resolve) => {
      link.socket.once('close', resolve);
    });
    this.#channel = new Channel(link.socket, {
      send: link.send,
      receive: link.receive,
      maxMessage,
      trusted,
      onMessage: handlers.onMessage,
      onClose: () => this.#closed(),
      onViolation: (error) => this.#violated(error),
    });
    this.#output = new ProcessOutput(this.#child, this.#channel.turn, most, {
      onOutput: handlers.onOutput,
      onLimit: () => this.#end('output'),
    });
    for (const part of [this.#channel, this.#output]) part.pause();
    /** It is ready. */
    this.ready = lowerUntilReady(this.#child);
    this.#started();
    this.#ended();
  }

  /**
   * @param {any[]} message
   * @param {readonly unknown[]} [transfer]
   * @param {boolean} [later]
   */
  post(message, transfer, later) {
    const onFailed = (/** @type {any} */ error) => this.#lost(message, error);
    this.#channel.post(message, { transfer, later, urgent: isUrgent(message), onFailed });
  }

  drained() {
    return this.#channel.drained();
  }

  /** @param {string} reason */
  kill(reason) {
    this.#child.terminate({ grace: GRACE, reason });
  }

  /**
   * @param {number} cpuMs
   * @param {number} wallMs
   */
  budget(cpuMs, wallMs) {
    this.#child.budget(cpuMs, wallMs);
  }

  /** @param {number} cpuMs */
  idle(cpuMs) {
    this.#child.idle(cpuMs);
  }

  memory() {
    return this.#child.memory();
  }

  ref() {
    for (const part of [this.#child, this.#channel, this.#output]) part.ref();
  }

  unref() {
    for (const part of [this.#child, this.#channel, this.#output]) part.unref();
  }

  async #started() {
    try {
      Object.assign(this.info, await this.#child.started);
    } catch (error) {
      this.#error = error;
    } finally {
      for (const part of [this.#channel, this.#output]) part.resume();
    }
  }

  async #ended() {
    const record = /** @type {any} */ (await this.#child.ended);
    this.#hasEnded = true;
    const rest = Promise.all([this.#channelClosed, this.#output.closed()]);
    await Promise.race([rest, sleep(LINGER, undefined, { ref: false })]);
    this.#channel.destroy();
    this.#output.destroy();
    for (const arena of this.#arenas) arena?.close();
    if (record.reason === CLOSED) this.#error ??= new ProtocolError('the worker has closed its channel');
    // After a violation it may have exited before it was killed.
    const reason = this.#error instanceof ProtocolError ? endReasonOf(this.#error) : record.reason;
    this.#handlers.onExit({ ...record, reason, stderr: this.#output.stderr, error: this.#error });
  }

  /**
   * A message did not arrive. If it was a task, that fails as if the worker had reported it.
   * @param {any[]} message
   * @param {any} error
   */
  #lost([tag, id], error) {
    if (tag === RUN) this.#handlers.onMessage([LOST, id, error]);
  }

  /** @param {any} error */
  #violated(error) {
    this.#error = error;
    this.#end(endReasonOf(error));
  }

  /** A worker without a channel cannot work: it is killed if it does not exit. */
  async #closed() {
    await sleep(LINGER, undefined, { ref: false });
    if (!this.#hasEnded) this.#end(CLOSED);
  }

  /**
   * Kills it at once.
   * @param {string} reason
   */
  #end(reason) {
    this.#child.kill('SIGKILL', reason);
  }
}

/** @type {import('./isolation-kinds.js').Kind} */
module.exports = { start: (settings, handlers) => new WorkerProcess(settings, handlers) };
