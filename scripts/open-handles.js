'use strict';

const { readdirSync, readFileSync } = require('node:fs');

/** The descriptors, and the child processes, zombies included, that this process has. Only Linux lists them. */
function holdings() {
  return { descriptors: readdirSync('/proc/self/fd').length, children: children() };
}

function children() {
  const threads = readdirSync('/proc/self/task');
  return threads.flatMap((thread) => childrenOf(thread).split(' ').filter(Boolean)).sort();
}

/** @param {string} thread */
function childrenOf(thread) {
  try {
    return readFileSync(`/proc/self/task/${thread}/children`, 'utf8');
  } catch {
    // The thread has ended meanwhile.
    return '';
  }
}

module.exports = { holdings };
