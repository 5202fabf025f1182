'use strict';

const { coded } = require('./errors.js');
const { NAMES } = require('./option-names.js');
const { ADVICE, OURS } = require('./peer-options.js');

/** @typedef {import('./option-names.js').Call} Call */

/** Characters of a name that a message shows. */
const MOST_SHOWN = 64;

/**
 * The error for an option that a call does not know: with the name that was meant, as far as that can be guessed.
 * @param {Call} call
 * @param {string} name
 */
function unknownOption(call, name) {
  const inside = call.indexOf('.') + 1;
  const path = inside === 0 ? '' : `${call.slice(inside)}.`;
  return coded(
    'ERR_INVALID_ARG_VALUE',
    `unknown option \`${path}${shown(name)}\`; ${hint(call, name, path)}`,
  );
}

/**
 * A name for a message, which may go to a log: of a bounded length, on one line.
 * @param {string} name
 */
function shown(name) {
  const start = JSON.stringify(name.slice(0, MOST_SHOWN)).slice(1, -1);
  return name.length > MOST_SHOWN ? `${start}…` : start;
}

/**
 * @param {Call} call
 * @param {string} name
 * @param {string} path of the object that the option is in
 */
function hint(call, name, path) {
  const known = NAMES[call];
  const peer = Object.hasOwn(OURS, name) ? OURS[name] : [];
  const meant = peer.find((ours) => known.includes(ours)) ?? nearest(name, known);
  if (meant !== undefined) return `did you mean \`${path}${meant}\`?`;
  if (Object.hasOwn(ADVICE, name)) return ADVICE[name];
  return `known are: ${known.map((ours) => `\`${path}${ours}\``).join(', ')}`;
}

/**
 * The most similar of some names; undefined where none is similar enough to have been meant: one mistake in each three
 * letters, and three at most.
 * @param {string} name
 * @param {readonly string[]} names
 */
function nearest(name, names) {
  const most = Math.min(3, Math.max(1, Math.floor(name.length / 3)));
  let [best, least] = [/** @type {string | undefined} */ (undefined), most + 1];
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const mistakes = distance(name.toLowerCase(), candidate.toLowerCase());
    if (mistakes < least) [best, least] = [candidate, mistakes];
  }
  return best;
}

/**
 * How many letters have to be inserted, removed, replaced or exchanged with their neighbour (the "optimal string
 * alignment" distance). Fifteen lines of our own, since each dependency is one more package in every installation.
 * @param {string} from
 * @param {string} to
 */
function distance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = rows[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced);
      const isExchange = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isExchange) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[from.length][to.length];
}

module.exports = { unknownOption };
