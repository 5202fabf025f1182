'use strict';

const { connect } = require('./session.js');

/** The most frames of a stack that are kept. */
const MOST_FRAMES = 40;
/** Characters of the source that are looked at: more than any method's name has. */
const LONGEST_NAME = 24;

/** @typedef {import('./stacks.js').Frame} Frame */

/**
 * The debugger of the watched thread, for the time of one stall. It pauses the program, reads its stack and lets it go on. While
 * it is enabled the program runs slower, and while it is connected the process does not end: it is closed after each stall.
 */
class Debugger {
  #session;
  /** @type {Map<string, { url: string, sourceMap: string | undefined }>} */
  #scripts = new Map();
  /** @type {((frames: any[]) => void) | undefined} */
  #onPaused;

  /** @param {import('./session.js').ThreadSession} session */
  constructor(session) {
    this.#session = session;
    session.on('Debugger.scriptParsed', ({ scriptId, url, sourceMapURL }) => {
      this.#scripts.set(scriptId, { url, sourceMap: sourceMapURL || undefined });
    });
    session.on('Debugger.paused', ({ callFrames }) => this.#onPaused?.(callFrames));
  }

  /** @param {number} thread its `threadId` */
  static async open(thread) {
    const opened = new Debugger(await connect(thread));
    await opened.#session.post('Debugger.enable');
    return opened;
  }

  /**
   * The stack as soon as the program can be paused, which goes on at once.
   * @param {boolean} hasRequests whether to ask which request the program works for
   * @returns {Promise<{ frames: Frame[], top: any, request?: import('./causes.js').StalledRequest }>} `top` is the
   *   innermost frame, for `textAt`
   */
  async sample(hasRequests) {
    /** @type {Promise<any[]>} */
    const paused = new Promise((resolve) => {
      this.#onPaused = resolve;
    });
    await this.#session.post('Debugger.pause');
    const frames = await paused;
    const request = hasRequests ? await this.#currentRequest() : undefined;
    await this.#session.post('Debugger.resume');
    return {
      frames: frames.slice(0, MOST_FRAMES).map((frame) => this.#frameOf(frame)),
      top: frames[0],
      request,
    };
  }

  /** What request-context.js of the program answers. */
  async #currentRequest() {
    try {
      const { result } = await this.#session.post('Runtime.evaluate', {
        expression: "process[Symbol.for('offloop.watch.request')]?.()",
        returnByValue: true,
        silent: true,
      });
      return result.value;
    } catch {
      // A program that has no process any more has none.
      return undefined;
    }
  }

  /**
   * @param {any} frame of the protocol
   * @returns {Frame}
   */
  #frameOf({ functionName, url, location: { scriptId, lineNumber, columnNumber = 0 } }) {
    const script = this.#scripts.get(scriptId);
    return {
      name: functionName,
      file: url || (script?.url ?? ''),
      line: lineNumber + 1,
      column: columnNumber + 1,
      sourceMap: script?.sourceMap,
    };
  }

  /**
   * The text of the source from a position on: it names the method that is called there, where that has no frame of its own.
   * @param {any} frame of the protocol
   * @returns {Promise<string>}
   */
  async textAt({ location: { scriptId, lineNumber, columnNumber = 0 } }) {
    const { scriptSource } = await this.#session.post('Debugger.getScriptSource', { scriptId });
    const line = scriptSource.split('\n', lineNumber + 1)[lineNumber] ?? '';
    return line.slice(columnNumber, columnNumber + LONGEST_NAME);
  }

  close() {
    this.#session.close();
  }
}

module.exports = { Debugger };
