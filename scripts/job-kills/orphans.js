'use strict';

const fs = require('node:fs');
const { isAlive } = require('../../__test__/helpers/processes.js');

/** A process that another one has started. @typedef {{ pid: number, started: string }} Descendant */

/**
 * The processes that a process has started, and those that these have.
 * @param {number} parent
 * @returns {Descendant[]}
 */
function descendantsOf(parent) {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const own = pids.map(Number).filter((pid) => Number(statOf(pid)[1]) === parent);
  return own.flatMap((pid) => [{ pid, started: statOf(pid)[19] }, ...descendantsOf(pid)]);
}

/**
 * Ends those of killed hosts that still run.
 * @param {Descendant[]} descendants
 * @returns {number} how many there were
 */
function endOrphans(descendants) {
  // A number may be that of another process by now.
  const left = descendants.filter(({ pid, started }) => isAlive(pid) && statOf(pid)[19] === started);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  return left.length;
}

/**
 * The fields of /proc/PID/stat behind the name, from the state on.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

module.exports = { descendantsOf, endOrphans };
