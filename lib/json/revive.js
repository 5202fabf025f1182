'use strict';

/**
 * Replaces every value of a tree by what `reviver` returns for it, from the leaves up, as JSON.parse does. Other work can
 * run between two values.
 * @param {any} value
 * @param {Function} reviver
 * @param {InstanceType<typeof import('./time-slice.js').TimeSlice>} slice
 * @param {InstanceType<typeof import('./sources.js').Sources>} [sources] where this version of Node gives them
 */
async function revive(value, reviver, slice, sources) {
  const root = sources?.root ?? {};
  root[''] = value;
  const frames = [frameOf(root)];
  while (frames.length > 0) {
    if (slice.isOver) await slice.next();
    const frame = frames[frames.length - 1];
    if (frame.next === frame.keys.length) {
      frames.pop();
      const around = frames[frames.length - 1];
      if (around === undefined) break;
      replace(around, reviver, sources);
      continue;
    }
    const child = frame.holder[/** @type {string} */ (frame.keys.at(frame.next))];
    if (typeof child === 'object' && child !== null) frames.push(frameOf(child));
    else replace(frame, reviver, sources);
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
 * @param {InstanceType<typeof import('./sources.js').Sources>} [sources]
 */
function replace(frame, reviver, sources) {
  const { holder } = frame;
  const key = /** @type {string} */ (frame.keys.at(frame.next));
  frame.next += 1;
  const old = holder[key];
  const value =
    sources === undefined
      ? reviver.call(holder, key, old)
      : reviver.call(holder, key, old, sources.contextOf(holder, key, old));
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else Reflect.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

module.exports = { revive };
