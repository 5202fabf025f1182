'use strict';

const fs = require('node:fs');

/**
 * Whether a process runs. One that has ended may stay as a zombie, until its parent or the init process reaps it.
 * @param {unknown} pid
 */
function isAlive(pid) {
  try {
    return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The ids of the children of this process. */
function children() {
  const threads = fs.readdirSync('/proc/self/task');
  const lists = threads.map((thread) => fs.readFileSync(`/proc/self/task/${thread}/children`, 'utf8'));
  return lists.flatMap((list) => list.split(' ')).filter(Boolean);
}

/** Those that have ended and were not reaped. */
function zombies() {
  return children().filter((pid) => !isAlive(pid) && fs.existsSync(`/proc/${pid}`));
}

/**
 * The nice value of a process's scheduling group; undefined where the kernel has no such groups, or the process is in none.
 * @param {unknown} pid
 */
function groupNice(pid) {
  const file = `/proc/${pid}/autogroup`;
  const nice = fs.existsSync(file) && fs.readFileSync(file, 'utf8').match(/nice (-?\d+)/);
  return nice ? Number(nice[1]) : undefined;
}

function openDescriptors() {
  return fs.readdirSync('/proc/self/fd').length;
}

module.exports = { children, groupNice, isAlive, openDescriptors, zombies };
