'use strict';

const { Readable } = require('node:stream');
const { coded } = require('../errors.js');
const { streamOf } = require('./http2.js');
const { disconnected, whenEnded } = require('./request-body.js');
const { withStatus } = require('./request-error.js');

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:stream').Transform} Transform */

/** @type {WeakMap<object, RequestFilter>} */
const FILTERS = new WeakMap();

/**
 * Puts transforms between the connection and the reader of a request's body, so that every body parser, pipe and
 * loop reads what comes out of them. Node's parser pushes each piece of a body into the request; here it goes into the
 * first transform, and the output of the last is pushed. What the request has buffered already goes the same way, for
 * which it starts anew as a stream. A failure is emitted as 'error' on the request, whose connection stays open for the
 * answer: what else comes is thrown away, and 'end' follows when all has come.
 */
class RequestFilter {
  #req;
  /** @type {Transform | undefined} */
  #last;
  /** @type {Transform[]} */
  #all = [];
  #hasEnded = false;
  #hasFailed = false;
  #push;
  #read;

  /** @param {Request} req */
  constructor(req) {
    this.#req = req;
    this.#push = req.push;
    this.#read = req._read;
    req.push = (chunk) => this.#take(chunk);
    req._read = (size) => this.#pull(size);
    // In HTTP/1 an error follows. In HTTP/2 nothing else says it before the request is closed.
    if (streamOf(req) !== undefined) req.once('aborted', () => this.#hasEnded || this.#fail(disconnected()));
  }

  /** @param {Transform} transform */
  append(transform) {
    const req = this.#req;
    const before = this.#last;
    const { ended, autoDestroy } = /** @type {any} */ (req)._readableState;
    const isOver = before === undefined ? ended : this.#hasEnded;
    const waiting = req.readableLength > 0 ? req.read(req.readableLength) : null;
    Readable.call(/** @type {any} */ (req), { highWaterMark: req.readableHighWaterMark, autoDestroy });
    this.#hasEnded = false;
    this.#last = transform;
    this.#all.push(transform);
    if (waiting !== null) transform.write(waiting);
    if (isOver && before === undefined) this.#finish();
    else if (isOver) transform.end();
    else if (before !== undefined)
      before.removeAllListeners('data').removeAllListeners('end').pipe(transform);
    transform.on('data', (chunk) => {
      if (!this.#push.call(req, chunk)) transform.pause();
    });
    transform.on('end', () => this.#end());
    transform.on('error', (error) => this.#fail(error));
    if (before === undefined) transform.on('drain', () => this.#readOn(0));
  }

  /** Throws away what was not read, so that the connection can be used again. */
  discard() {
    this.#hasFailed = true;
    for (const transform of this.#all) transform.destroy();
    if (this.#req.complete) this.#end();
    this.#req.resume();
  }

  /**
   * What the parser has; null at the end.
   * @param {any} chunk
   */
  #take(chunk) {
    const [first] = this.#all;
    if (chunk === null) {
      this.#finish();
      return true;
    }
    const takesMore = this.#hasFailed || first.write(chunk);
    // A connection goes on by itself; a request that a test or a gateway has made waits to be asked.
    if (takesMore) this.#readOn(0);
    return takesMore;
  }

  /** The parser has no more. */
  #finish() {
    whenEnded(this.#req, (error) => {
      if (this.#hasFailed) this.#end();
      else if (error === undefined) this.#all[0].end();
      else this.#fail(error);
    });
  }

  /** @param {number} size */
  #pull(size) {
    if (!this.#hasFailed) this.#last?.resume();
    this.#readOn(size);
  }

  /**
   * Has the parser go on. A destroyed request may have no socket any more, which node's own code would look at.
   * @param {number} size
   */
  #readOn(size) {
    if (!this.#req.destroyed) this.#read.call(this.#req, size);
  }

  #end() {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#push.call(this.#req, null);
  }

  /** @param {Error} failure */
  #fail(failure) {
    if (this.#hasFailed) return;
    const req = this.#req;
    const error = withStatus(failure);
    this.#hasFailed = true;
    for (const transform of this.#all) transform.destroy();
    // What a pipe has written is not the whole, and must not be ended as if it were.
    req.unpipe();
    const report = () => {
      req.emit('error', error);
      if (req.complete) this.#end();
      else this.#readOn(0);
    };
    if (req.listenerCount('error') > 0) return report();
    // Where nobody listens node's request of HTTP/1 emits no error, and one of HTTP/2 would end the process by it.
    if (req.readableFlowing) return void req.destroy(streamOf(req) === undefined ? error : undefined);
    // Nobody reads yet: the first reader gets it.
    const wait = (/** @type {string} */ event) => {
      if (event !== 'error') return;
      req.off('newListener', wait);
      process.nextTick(report);
    };
    req.on('newListener', wait);
  }
}

/**
 * @param {Request} req
 * @param {import('node:http').ServerResponse} res
 * @param {Transform} transform
 */
function filterRequest(req, res, transform) {
  if (req.readableDidRead || req.destroyed)
    throw coded(
      'ERR_INVALID_STATE',
      'Invalid state: the body of the request was read already: put this middleware before the one that reads it',
    );
  let filter = FILTERS.get(req);
  if (filter === undefined) {
    const created = new RequestFilter(req);
    filter = created;
    FILTERS.set(req, created);
    res.once('close', () => created.discard());
  }
  filter.append(transform);
}

module.exports = { filterRequest };
