'use strict';

const { Session } = require('node:inspector');

/** @typedef {(params: any) => void} Listener */

/**
 * A connection to the debugger of one thread.
 * @typedef {object} ThreadSession
 * @property {(method: string, params?: object) => Promise<any>} post
 * @property {(event: string, listener: Listener) => void} on
 * @property {() => void} close
 */

/**
 * Connects to a thread. Node lets threads connect to the main thread only, which passes messages on to the others.
 * @param {number} thread 0 for the main thread
 * @returns {Promise<ThreadSession>}
 */
async function connect(thread) {
  const session = new Session();
  session.connectToMainThread();
  const main = {
    post: (/** @type {string} */ method, /** @type {object | undefined} */ params) =>
      post(session, method, params),
    on: (/** @type {string} */ event, /** @type {Listener} */ listener) => {
      session.on(event, ({ params }) => listener(params));
    },
    close: () => session.disconnect(),
  };
  return thread === 0 ? main : through(main, thread);
}

/**
 * @param {Session} session
 * @param {string} method
 * @param {object} [params]
 * @returns {Promise<any>}
 */
function post(session, method, params) {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/**
 * @param {ThreadSession} main
 * @param {number} thread
 * @returns {Promise<ThreadSession>}
 */
async function through(main, thread) {
  /** @type {Map<number, { resolve(result: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  /** @type {Map<string, Listener>} */
  const listeners = new Map();
  /** @type {string | undefined} */
  let sessionId;
  main.on('NodeWorker.attachedToWorker', (params) => {
    // It is the only thing that node tells of which thread it is.
    if (params.workerInfo.title.startsWith(`[worker ${thread}]`)) sessionId = params.sessionId;
  });
  main.on('NodeWorker.receivedMessageFromWorker', (params) => {
    if (params.sessionId !== sessionId) return;
    const { id, method, params: details, result, error } = JSON.parse(params.message);
    if (method !== undefined) return listeners.get(method)?.(details);
    if (error !== undefined) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  await main.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  if (sessionId === undefined) throw new Error(`thread ${thread} cannot be inspected`);
  let id = 0;
  return {
    post(method, params) {
      id += 1;
      const message = JSON.stringify({ id, method, params });
      main.post('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => {});
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
    },
    on: (event, listener) => listeners.set(event, listener),
    close() {
      main.post('NodeWorker.disable').catch(() => {});
      main.close();
    },
  };
}

module.exports = { connect };
