'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const { until } = require('./pools.js');

/** Descriptors, and child processes, zombies included, that this process has. */
function holdings() {
  return { descriptors: readdirSync('/proc/self/fd').length, children: children() };
}

function children() {
  const threads = readdirSync('/proc/self/task');
  return threads.flatMap((thread) => readChildren(thread).split(' ').filter(Boolean)).sort();
}

function readChildren(thread) {
  try {
    return readFileSync(`/proc/self/task/${thread}/children`, 'utf8');
  } catch {
    // The thread has ended meanwhile.
    return '';
  }
}

/** Waits until this process has no more than it had. */
async function expectNothingLeft(before) {
  const hasMore = () => {
    const now = holdings();
    return now.descriptors > before.descriptors || now.children.some((pid) => !before.children.includes(pid));
  };
  await until(() => !hasMore());
}

module.exports = { holdings, expectNothingLeft };
