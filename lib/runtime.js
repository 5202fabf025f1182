'use strict';

/** Which runtime this is. Bun and Deno name Node's version too, so theirs is looked for first. */
/** @type {'bun' | 'deno' | 'node'} */
const RUNTIME =
  process.versions.bun !== undefined ? 'bun' : process.versions.deno !== undefined ? 'deno' : 'node';

module.exports = { RUNTIME };
