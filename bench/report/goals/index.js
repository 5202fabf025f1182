'use strict';

const { NATIVE } = require('./native.js');
const { PEERS } = require('./peers.js');
const { WORKERS } = require('./workers.js');

/**
 * The most that a figure may be, and where the results have it: `of` names a table, `line` its lines, `by` the
 * column or `ratio`, which is ours divided by the first peer's. It is divided by that of the same line in the table `over`,
 * or by the column `per` of its own line. `why` is given where the goal is missed.
 * @typedef {{ figure: string, most: number, unit?: string, of: string, line: RegExp, by: string, over?: string, per?: string,
 *   why?: string }} Goal
 */

/** By the name of their place in the page. @type {Record<string, Goal[]>} */
const GOALS = { native: NATIVE, workers: WORKERS, peers: PEERS };

module.exports = { GOALS };
