'use strict';

/** @typedef {import('./watcher/stacks.js').Frame} Frame */
/** A stack that V8 has taken and not yet made readable, which is most of the cost. @typedef {object} Trace */

/**
 * Where the program is now, with the functions that await it.
 * @param {number} most frames
 * @returns {Trace}
 */
function trace(most) {
  const { stackTraceLimit } = Error;
  const taken = {};
  Error.stackTraceLimit = most;
  Error.captureStackTrace(taken);
  Error.stackTraceLimit = stackTraceLimit;
  return taken;
}

/**
 * @param {Trace} taken
 * @returns {Frame[]} the innermost first
 */
function framesOf(taken) {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (_error, sites) => sites;
    return /** @type {{ stack: NodeJS.CallSite[] }} */ (taken).stack.map((site) => ({
      name: site.getFunctionName() ?? '',
      file: site.getFileName() ?? '',
      line: site.getLineNumber() ?? 0,
      column: site.getColumnNumber() ?? 0,
    }));
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

module.exports = { framesOf, trace };
