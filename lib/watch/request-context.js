'use strict';

const {
  AsyncLocalStorage,
  executionAsyncId,
  executionAsyncResource,
  triggerAsyncId,
} = require('node:async_hooks');
const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { monotonic } = require('../clock.js');

/** @typedef {import('../../types/watch.js').StalledRequest} StalledRequest */
/** The request is held weakly: what begins in its context may live for as long as the program. @typedef {{ request: WeakRef<any>, route?: string }} Store */

/** By this name the watcher asks for the request of a turn that it has stopped. */
const ASK = Symbol.for('offloop.watch.request');
/** Of Fastify, which has no other way from node's request to its route. */
const FASTIFY = 'tracing:fastify.request.handler:start';
/** Parts of a path that look like data: numbers, hexadecimal digits and UUIDs, and what is long. */
const DATA = /^(\d+|[\da-f]{8}[\da-f-]+|.{25,})$/i;
/** How long requests are followed, in milliseconds. */
const FOLLOWING = 10 * 60_000;

/**
 * Which request the code of a turn works for.
 *
 * In the turn that begins a request it is the one that was begun last, and to remember that costs next to nothing. For what comes
 * later, as after `await`, AsyncLocalStorage has it, which costs time at each promise. It is used only after `follow`, for
 * ten minutes.
 */
class RequestContext {
  /** The request that began last, and by node's number the callback that it began in. */
  #last = {
    request: /** @type {any} */ (undefined),
    route: /** @type {string | undefined} */ (undefined),
    callback: 0,
  };
  /** @type {AsyncLocalStorage<Store>} */
  #storage = new AsyncLocalStorage();
  #followedUntil = 0;

  get #isFollowing() {
    return this.#followedUntil > 0;
  }

  get #store() {
    return this.#isFollowing ? this.#storage.getStore() : undefined;
  }

  #onFastify = (/** @type {any} */ { request, route }) => {
    if (typeof route?.url !== 'string') return;
    if (request?.raw === this.#last.request) this.#last.route = route.url;
    const store = this.#store;
    if (store !== undefined) store.route = route.url;
  };

  start() {
    subscribe(FASTIFY, this.#onFastify);
    Object.defineProperty(process, ASK, { value: () => this.current(), configurable: true });
  }

  stop() {
    unsubscribe(FASTIFY, this.#onFastify);
    Reflect.deleteProperty(process, ASK);
    this.#endFollowing();
    this.#last.request = undefined;
  }

  /** Knows also the later turns of requests that begin from now on. */
  follow() {
    this.#followedUntil = monotonic() + FOLLOWING;
  }

  #endFollowing() {
    this.#storage.disable();
    this.#followedUntil = 0;
  }

  /**
   * What is called from here on works for a request.
   * @param {import('node:http').IncomingMessage} request
   */
  enter(request) {
    if (this.#isFollowing) this.#storage.enterWith({ request: new WeakRef(request) });
    this.#last.request = request;
    this.#last.route = undefined;
    this.#last.callback = executionAsyncId();
  }

  /** The turn is over, in which the last request may have begun. */
  endTurn() {
    this.#last.request = undefined;
    if (this.#isFollowing && monotonic() > this.#followedUntil) this.#endFollowing();
  }

  /** @returns {StalledRequest | undefined} */
  current() {
    const { request, route } = this.#followed() ?? this.#begun() ?? {};
    if (request === undefined) return undefined;
    return { method: `${request.method}`, route: route ?? expressRoute(request) ?? shownPath(request) };
  }

  #followed() {
    const store = this.#store;
    const request = store?.request.deref();
    return request && { request, route: store?.route };
  }

  /** The request that this turn has begun. */
  #begun() {
    const { callback } = this.#last;
    const isIn = executionAsyncId() === callback || (triggerAsyncId() === callback && isTick());
    // Node has no number for what promises call.
    return isIn && callback !== 0 ? this.#last : undefined;
  }
}

/** Whether a callback of `process.nextTick` runs: by its place in node, such as the end of a body that came with the head. */
function isTick() {
  return 'callback' in executionAsyncResource();
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
