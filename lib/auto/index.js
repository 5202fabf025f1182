'use strict';

const { syncBuiltinESMExports } = require('node:module');
const { FEATURES, featuresOf } = require('./features.js');

/** @typedef {import('./replace.js').Tally} Tally */

/** What was replaced, by the feature. @type {Record<string, Tally[]>} */
const replaced = Object.fromEntries(FEATURES.map((name) => [name, []]));

/**
 * What replaces each feature's functions. Packages are replaced as they are loaded.
 * @type {Record<string, (report: (tallies: Tally[]) => void) => void>}
 */
const START = {
  zlib: (report) => report(require('./zlib.js').replaceZlib()),
  crypto: (report) => report(require('./crypto.js').replaceCrypto()),
  passwords: (report) => require('./packages/index.js').replacePackages(report),
};

/** @type {typeof import('../../auto.d.ts').stats} */
function stats() {
  const copies = FEATURES.map((name) => [name, replaced[name].map((tally) => ({ ...tally }))]);
  return /** @type {import('../../auto.d.ts').AutoStats} */ (Object.fromEntries(copies));
}

for (const name of featuresOf(process.env.OFFLOOP_AUTO)) {
  START[name]((tallies) => replaced[name].push(...tallies));
}
// Names that ES modules have imported, or will.
syncBuiltinESMExports();

module.exports = { stats };
