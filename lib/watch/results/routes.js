'use strict';

/** @typedef {import('../../../types/watch.js').WatchReport['routes'][number]} Route */

/** Routes with an entry each. */
const MOST_ROUTES = 200;

/** Stalls by the requests whose turns they were. */
class Routes {
  /** @type {Map<string, Route>} */
  #byName = new Map();

  /** @param {import('../../../types/watch.js').Stall} stall */
  add({ cause, others }) {
    /** @type {Map<Route, number>} */
    const times = new Map();
    for (const { request, time } of [cause, ...others]) {
      if (request === undefined) continue;
      const route = this.#routeOf(request);
      times.set(route, (times.get(route) ?? 0) + time);
    }
    for (const [route, time] of times) {
      route.count += 1;
      route.total += time;
      route.longest = Math.max(route.longest, time);
    }
  }

  /** @param {import('../../../types/watch.js').StalledRequest} request */
  #routeOf({ method, route }) {
    const isRest = this.#byName.size >= MOST_ROUTES && !this.#byName.has(`${method} ${route}`);
    const named = isRest ? { method: '', route: 'other routes' } : { method, route };
    const key = `${named.method} ${named.route}`;
    const known = this.#byName.get(key) ?? { ...named, count: 0, total: 0, longest: 0 };
    this.#byName.set(key, known);
    return known;
  }

  report() {
    return [...this.#byName.values()].map((route) => ({ ...route })).sort((a, b) => b.total - a.total);
  }
}

module.exports = { Routes };
