'use strict';

/**
 * Names that others call on any object, to print, compare or await it: no method has one of them, so that none of that runs a
 * task. A task of such a name can be run by `run`. types/workers.d.ts has the same list.
 */
const NOT_METHODS = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['then', 'catch', 'finally', 'toJSON', 'inspect'],
  // Jest, Vitest, chai, React, Immutable.
  ...['asymmetricMatch', 'toAsymmetricMatcher', 'nodeType', 'tagName', 'hasAttribute', 'mock', 'getMockName'],
]);

/** Names of that kind that other packages mark as theirs: `$$typeof`, `@@__IMMUTABLE_ITERABLE__@@`, `_isMockFunction`. */
const MARKED = /^(\$\$|@@|_)/;

/**
 * An object whose methods run the tasks of their names. Names are checked in the worker, which alone has loaded the file.
 * @param {(name: string, args: unknown[]) => Promise<unknown>} run
 */
function callProxy(run) {
  /** @type {Map<string, (...args: unknown[]) => Promise<unknown>>} */
  const methods = new Map();
  return new Proxy(Object.create(null), {
    get(_target, name) {
      if (typeof name !== 'string' || NOT_METHODS.has(name) || MARKED.test(name)) return undefined;
      const method = methods.get(name) ?? ((/** @type {unknown[]} */ ...args) => run(name, args));
      methods.set(name, method);
      return method;
    },
    set: () => false,
  });
}

module.exports = { NOT_METHODS, callProxy };
