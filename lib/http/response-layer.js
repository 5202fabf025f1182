'use strict';

const { abortOnDisconnect } = require('./abort.js');
const { afterEnd, endAgain } = require('./response-ended.js');
const { drainsTo } = require('./response-drain.js');
const { bytesOf, isData, setHeaders, splitEnd, statusOf, takeHead } = require('./response-head.js');
const { sendThrough } = require('./response-stream.js');
const { headersSent, installView } = require('./response-view.js');

/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {Record<string, string | number | undefined>} Headers */
/** @typedef {import('node:stream').Transform & { flush?: () => void }} Transform */
/**
 * How a body is changed. `whole` is for a body that is known when its headers are: nothing is sent before it settles,
 * and where it rejects the body is sent as it is. `stream` is for others: with `headers`, of which undefined removes
 * one, and `trailers`, asked for when the body has ended.
 * @typedef {object} Change
 * @property {(body: string | Uint8Array, signal: AbortSignal) => Promise<{ headers: Headers, body: string | Uint8Array }>} [whole]
 * @property {() => Transform} [stream]
 * @property {Headers} [headers]
 * @property {() => Record<string, string>} [trailers]
 * @property {boolean} [flushes] whether each write comes out at once
 */
/** @typedef {(body: { length: number | undefined, isWhole: boolean }) => Change | undefined} Decide */

/**
 * A layer between a program and its response, which may change the body. States:
 *
 * - `open`: nothing is decided. `decide` is asked once, when the headers are about to go out.
 * - `plain`: all goes through as it is.
 * - `stream`: the body goes through a transform, which begins when the headers are out.
 * - `held`: the program has ended the response. Headers and body wait for the promise of `whole`; for the program they
 *   are sent. Then `plain`.
 *
 * Headers for a changed body are set in the same step that sends them, and taken back where that throws: what is
 * answered instead never has them.
 */
class ResponseLayer {
  #res;
  #decide;
  #below;
  /** @type {'open' | 'plain' | 'stream' | 'held'} */
  #state = 'open';
  /** @type {Change} */
  #change = {};
  /** @type {Transform | undefined} */
  #transform;
  hasEnded = false;

  /**
   * @param {Response} res
   * @param {Decide} decide
   */
  constructor(res, decide) {
    this.#res = res;
    this.#decide = decide;
    /** Emits 'drain' for the program, or the layer above, when more may be written. */
    this.drained = drainsTo(res, this);
    this.#below = installView(res, this);
  }

  get isHeld() {
    return this.#state === 'held';
  }

  get needsDrain() {
    return this.#transform?.writableNeedDrain;
  }

  /** Makes what was written so far come out. */
  flush() {
    this.#transform?.flush?.();
  }

  /** The connection, or the layer below, takes more. */
  drain() {
    if (this.#transform === undefined) this.drained();
    else this.#transform.resume();
  }

  /** @param {any[]} args */
  writeHead(args) {
    if (this.isHeld) throw headersSent();
    const isOut = this.#state === 'plain' || this.#transform !== undefined || this.#res.headersSent;
    if (isOut) return this.#below.writeHead.apply(this.#res, /** @type {any} */ (args));
    const { statusCode } = this.#res;
    const status = takeHead(this.#res, args);
    if (this.#state === 'open') this.#settle(undefined);
    const restore = setHeaders(this.#res, this.#change.headers ?? {});
    try {
      this.#below.writeHead.apply(this.#res, /** @type {any} */ (status));
    } catch (error) {
      restore();
      this.#res.statusCode = statusCode;
      this.#state = 'open';
      throw error;
    }
    if (this.#state === 'stream') this.#startStream();
    return this.#res;
  }

  flushHeaders() {
    if (this.isHeld) return;
    if (this.#state === 'open' && !this.#res.headersSent) this.#res.writeHead(this.#res.statusCode);
    this.#below.flushHeaders.call(this.#res);
  }

  /** @param {any[]} args */
  write([chunk, ...rest]) {
    if (this.hasEnded && this.#state !== 'plain') return afterEnd(this.#res, rest);
    if (this.#state === 'open' && isData(chunk) && !this.#res.headersSent)
      this.#res.writeHead(this.#res.statusCode);
    if (this.#transform === undefined || !isData(chunk))
      return /** @type {any} */ (this.#below.write).call(this.#res, chunk, ...rest);
    const more = this.#transform.write(chunk, ...rest);
    if (this.#change.flushes) this.flush();
    return more;
  }

  /** @param {any[]} args */
  end(args) {
    if (this.hasEnded) return endAgain(this.#res, args);
    const { chunk = '', encoding, callback } = splitEnd(args);
    if (this.#state === 'open' && isData(chunk) && !this.#res.headersSent) {
      const state = this.#settle(chunk, encoding);
      if (state === 'held') return this.#hold(bytesOf(chunk, encoding), callback);
      if (state === 'stream') this.#res.writeHead(this.#res.statusCode);
    }
    if (this.#transform === undefined || !isData(chunk))
      return /** @type {any} */ (this.#below.end).apply(this.#res, args);
    this.hasEnded = true;
    if (callback !== undefined) this.#res.once('finish', callback);
    this.#transform.end(bytesOf(chunk, encoding));
    return this.#res;
  }

  /**
   * Decides, and gives the new state.
   * @param {any} body undefined where more may follow
   * @param {BufferEncoding} [encoding]
   */
  #settle(body, encoding) {
    const isWhole = body !== undefined;
    const length = isWhole ? Buffer.byteLength(body, encoding) : undefined;
    const change = this.#decide({ length, isWhole }) ?? {};
    this.#change = change;
    this.#state = isWhole && change.whole ? 'held' : change.stream ? 'stream' : 'plain';
    return this.#state;
  }

  #startStream() {
    const res = this.#res;
    const { stream, trailers } = /** @type {Change & { stream: () => Transform }} */ (this.#change);
    this.#transform = stream();
    this.#transform.on('drain', () => this.drained());
    sendThrough(this.#transform, this.#below, res, trailers);
  }

  /**
   * @param {string | Uint8Array} body
   * @param {(() => void) | undefined} callback
   */
  #hold(body, callback) {
    const res = this.#res;
    const status = statusOf(res);
    const send = (/** @type {Headers} */ headers, /** @type {string | Uint8Array} */ data) => {
      this.#state = 'plain';
      if (res.destroyed) return;
      Object.assign(res, status);
      setHeaders(res, headers);
      /** @type {any} */ (this.#below.end).call(res, data, callback);
    };
    const { whole } = /** @type {Required<Change>} */ (this.#change);
    this.hasEnded = true;
    whole(body, abortOnDisconnect(undefined, res))
      .then(
        (changed) => send(changed.headers, changed.body),
        () => send({}, body),
      )
      // For example, a status line that node refuses: no caller is left to throw to.
      .catch((error) => res.destroy(error));
    return res;
  }
}

module.exports = { ResponseLayer };
