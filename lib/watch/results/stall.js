'use strict';

const { threadId } = require('node:worker_threads');
const { monotonic } = require('../../clock.js');

/** @typedef {import('../../../types/watch.js').Stall} Stall */
/** @typedef {import('../../../types/watch.js').StallCause} StallCause */
/** @typedef {import('../watcher/causes.js').Suspect} Suspect */

/**
 * A stall as users get it, of the watcher's answer.
 * @param {{ start: number, end: number, requests?: Stall['requests'] }} span by the monotonic clock
 * @param {Suspect[]} parts the largest first; none where nothing was seen
 * @returns {Stall}
 */
function stallOf({ start, end, requests }, parts) {
  const [cause = unseen(end - start), ...others] = parts.map(causeOf);
  return {
    start: Date.now() - (monotonic() - start),
    duration: end - start,
    cause,
    others,
    requests,
    thread: threadId,
    pid: process.pid,
  };
}

/**
 * @param {number} time
 * @returns {StallCause}
 */
function unseen(time) {
  return { kind: 'unknown', name: 'not seen', time, stack: [], samples: 0 };
}

/**
 * @param {Suspect} suspect
 * @returns {StallCause}
 */
function causeOf({ kind, name, size, time, place, samples, request }) {
  return {
    kind,
    name,
    size,
    time,
    at: place?.at && codePlace(place.at),
    inside: place?.inside && codePlace(place.inside),
    stack: place?.stack.map(codePlace) ?? [],
    samples,
    request,
  };
}

/** @param {import('../watcher/stacks.js').Frame} frame */
function codePlace({ file, line, column, name }) {
  return { file, line, column, function: name };
}

module.exports = { codePlace, stallOf };
