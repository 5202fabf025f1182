'use strict';

// Node's own: tests replace the property, and node calls back all the same.
const { nextTick } = process;

/**
 * What happened to the calls of a function that was replaced.
 * @typedef {{ name: string, taken?: number, left?: number }} Tally
 */

/**
 * Work that can be done in the place of a call; undefined where the call is to be left to the function that was there.
 * @typedef {(args: any[], self: any) => (() => Promise<unknown>) | undefined} Plan
 */

/**
 * Replaces a method by one that does the work on offloop's threads where it gives the same result, and leaves every other
 * call to the method that was there: other arguments, errors, and calls for which the queue has no room. It keeps its name,
 * length and attributes.
 * @param {any} owner
 * @param {string} name
 * @param {string} shown the name for reports
 * @param {Plan} plan
 * @param {null | undefined} noError what a callback gets as its first argument where there is no error
 * @returns {Tally}
 */
function replace(owner, name, shown, plan, noError) {
  const before = owner[name];
  const tally = { name: shown, taken: 0, left: 0 };

  // A method has no `prototype` of its own, as most functions that are replaced.
  const { replacement } = {
    /** @this {any} @param {any[]} args */
    replacement(...args) {
      const work = plan(args, this);
      if (work === undefined) {
        tally.left += 1;
        return before.apply(this, args);
      }
      tally.taken += 1;
      const result = work().catch((/** @type {unknown} */ error) => {
        if (!isLackOfRoom(error)) throw error;
        return asPromise(before, this, args);
      });
      const callback = args.at(-1);
      if (typeof callback !== 'function') return result;
      result.then(
        (value) => nextTick(callback, noError, value),
        (error) => nextTick(callback, error),
      );
    },
  };

  Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(before));
  Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), value: replacement });
  return tally;
}

/** @param {any} error */
function isLackOfRoom(error) {
  return error?.code === 'ERR_QUEUE_FULL' || error?.code === 'ERR_MEMORY_ALLOCATION_FAILED';
}

/**
 * @param {any} call with or without a callback at its end
 * @param {any} self
 * @param {any[]} args
 */
function asPromise(call, self, args) {
  if (typeof args.at(-1) !== 'function') return call.apply(self, args);
  return new Promise((resolve, reject) => {
    call.call(self, ...args.slice(0, -1), (/** @type {unknown} */ error, /** @type {unknown} */ value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

module.exports = { replace };
