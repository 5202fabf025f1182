'use strict';

const { RUNTIME } = require('../../../runtime.js');

/** Options of node that concern one process only: its debugger, its test runner, its watcher. */
const OF_ONE_PROCESS = /^--(?:inspect|debug-port|test|watch|no-experimental-repl|interactive)/;

/** Options whose value is the program, and so is the next argument. */
const PROGRAMS = ['-e', '--eval', '-p', '--print', '-pe'];

/** Flags of V8 for node's names of the limits of the heap. @type {Record<string, (limit: number) => string>} */
const HEAP_FLAGS = {
  maxOldGenerationSizeMb: (limit) => `--max-old-space-size=${Math.ceil(limit)}`,
  // Three semi-spaces make the young generation.
  maxYoungGenerationSizeMb: (limit) => `--max-semi-space-size=${Math.max(1, Math.floor(limit / 3))}`,
  stackSizeMb: (limit) => `--stack-size=${Math.floor(limit * 1024)}`,
};

/**
 * The options of node for a worker process: those given, or else this process's own, as far as they can be another's.
 * @param {string[] | undefined} given
 * @param {Record<string, number | undefined>} [resourceLimits]
 */
function execArgvOf(given, resourceLimits = {}) {
  const limits = Object.entries(resourceLimits).flatMap(([name, limit]) =>
    limit === undefined || HEAP_FLAGS[name] === undefined ? [] : [HEAP_FLAGS[name](limit)],
  );
  const flags = RUNTIME === 'deno' && limits.length > 0 ? [`--v8-flags=${limits.join(',')}`] : limits;
  return [...(given ?? inherited(process.execArgv)), ...flags];
}

/** @param {string[]} execArgv */
function inherited(execArgv) {
  return execArgv.filter(
    (argument, index) =>
      !OF_ONE_PROCESS.test(argument) &&
      !PROGRAMS.includes(argument) &&
      !(index > 0 && PROGRAMS.includes(execArgv[index - 1])),
  );
}

module.exports = { execArgvOf, inherited };
