'use strict';

const { types } = require('node:util');
const { invalidType } = require('../errors.js');

const MAX_GAP = 10;

/** How a value is written: what the second and third argument of JSON.stringify ask for. */
class Style {
  /** What one level is indented by. Without it there are no line breaks. */
  gap = '';
  /** The only keys of objects that are written, in this order. @type {string[] | undefined} */
  keys;
  /** Called for each value. @type {Function | undefined} */
  replacer;

  /**
   * @param {unknown} replacer
   * @param {unknown} space
   */
  constructor(replacer, space) {
    if (typeof replacer === 'function') this.replacer = replacer;
    else if (Array.isArray(replacer)) this.keys = keysOf(replacer);
    else if (replacer !== undefined && replacer !== null)
      throw invalidType('options.replacer', 'of type function or an instance of Array', replacer);
    this.gap = gapOf(space);
  }
}

/** @param {unknown} given */
function gapOf(given) {
  const space = plain(given);
  if (typeof space === 'number') return ' '.repeat(Math.max(0, Math.min(MAX_GAP, Math.trunc(space) || 0)));
  if (typeof space === 'string') return space.slice(0, MAX_GAP);
  if (space === undefined || space === null) return '';
  throw invalidType('options.space', 'of type number or string', given);
}

/** @param {unknown[]} list strings and numbers; what else is in it is left out, as JSON.stringify does it */
function keysOf(list) {
  const keys = new Set();
  const { length } = list; // asked for once: the list may be a proxy
  for (let index = 0; index < length; index += 1) {
    const item = list[index];
    const isKey = typeof item === 'string' || typeof item === 'number';
    if (isKey || types.isStringObject(item) || types.isNumberObject(item)) keys.add(String(item));
  }
  return [...keys];
}

/** @param {any} value a boxed number or string as a primitive one */
function plain(value) {
  if (types.isNumberObject(value)) return +value;
  return types.isStringObject(value) ? String(value) : value;
}

module.exports = { Style };
