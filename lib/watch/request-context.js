'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { subscribe, unsubscribe } = require('node:diagnostics_channel');

/** @typedef {import('../../types/watch.js').StalledRequest} StalledRequest */
/** The request is held weakly: what begins in its context may live for as long as the program. @typedef {{ request: WeakRef<any>, route?: string }} Store */

/** By this name the watcher asks for the request of a turn that it has stopped. */
const ASK = Symbol.for('offloop.watch.request');
/** Of Fastify, which has no other way from node's request to its route. */
const FASTIFY = 'tracing:fastify.request.handler:start';
/** Parts of a path that look like data: numbers, hexadecimal digits and UUIDs, and what is long. */
const DATA = /^(\d+|[\da-f]{8}[\da-f-]+|.{25,})$/i;

/** Which request the code of a turn works for. */
class RequestContext {
  /** @type {AsyncLocalStorage<Store>} */
  #storage = new AsyncLocalStorage();

  #onFastify = (/** @type {any} */ { route }) => {
    const store = this.#storage.getStore();
    if (store !== undefined && typeof route?.url === 'string') store.route = route.url;
  };

  start() {
    subscribe(FASTIFY, this.#onFastify);
    Object.defineProperty(process, ASK, { value: () => this.current(), configurable: true });
  }

  stop() {
    unsubscribe(FASTIFY, this.#onFastify);
    Reflect.deleteProperty(process, ASK);
    this.#storage.disable();
  }

  /**
   * What is called from here on, also later, works for a request.
   * @param {import('node:http').IncomingMessage} request
   */
  enter(request) {
    this.#storage.enterWith({ request: new WeakRef(request) });
  }

  /** @returns {StalledRequest | undefined} */
  current() {
    const store = this.#storage.getStore();
    const request = store?.request.deref();
    if (store === undefined || request === undefined) return undefined;
    return { method: `${request.method}`, route: store.route ?? expressRoute(request) ?? shownPath(request) };
  }
}

/** @param {any} request with what Express adds, once it has found the route */
function expressRoute({ route, baseUrl }) {
  return typeof route?.path === 'string' ? `${baseUrl ?? ''}${route.path}` : undefined;
}

/** The path without what may be data, and so that there are few of them. @param {any} request */
function shownPath({ originalUrl, url }) {
  const [path] = `${originalUrl ?? url ?? ''}`.split(/[?#]/, 1);
  return path
    .split('/')
    .map((part) => (DATA.test(part) ? ':id' : part))
    .join('/');
}

module.exports = { RequestContext };
