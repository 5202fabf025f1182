'use strict';

/**
 * Replaces every value of a tree by what `reviver` returns for it, from the leaves up, as JSON.parse does. Other work can
 * run between two values.
 * @param {any} value
 * @param {Function} reviver
 * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
 */
async function revive(value, reviver, slice) {
  const root = { '': value };
  const frames = [frameOf(root)];
  while (frames.length > 0) {
    if (slice.isOver) await slice.next();
    const frame = frames[frames.length - 1];
    if (frame.next === frame.keys.length) {
      frames.pop();
      const around = frames[frames.length - 1];
      if (around === undefined) break;
      replace(around, reviver);
      continue;
    }
    const child = frame.holder[/** @type {string} */ (frame.keys.at(frame.next))];
    if (typeof child === 'object' && child !== null) frames.push(frameOf(child));
    else replace(frame, reviver);
  }
  return root[''];
}

/** @param {any} holder whose values are replaced one after the other */
function frameOf(holder) {
  return { holder, keys: Array.isArray(holder) ? new Indices(holder.length) : Object.keys(holder), next: 0 };
}

/** The keys of an array. Each is made when it is needed. */
class Indices {
  /** @param {number} length */
  constructor(length) {
    this.length = length;
  }

  /** @param {number} index */
  at(index) {
    return String(index);
  }
}

/**
 * Replaces the next value by what the reviver returns for it.
 * @param {ReturnType<typeof frameOf>} frame
 * @param {Function} reviver
 */
function replace(frame, reviver) {
  const { holder } = frame;
  const key = /** @type {string} */ (frame.keys.at(frame.next));
  frame.next += 1;
  const value = reviver.call(holder, key, holder[key]);
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else Reflect.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

module.exports = { revive };
