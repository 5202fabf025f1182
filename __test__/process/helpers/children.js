'use strict';

const fs = require('node:fs');
const { start } = require('../../../lib/process/child.js');

/** Processes are started on Linux only. */
const describeLinux = process.platform === 'linux' ? describe : describe.skip;

/** A child with what most tests want. The process waits for it. */
function startChild(settings) {
  const child = start({
    file: 'sh',
    args: [],
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...settings,
  });
  child.ref();
  return child;
}

/** A child that is a shell script. */
function startScript(script, settings) {
  return startChild({ args: ['-c', script], ...settings });
}

/** All that comes out of a stream. */
async function textOf(stream) {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

/** Whether a process is there, as another thing than a zombie of somebody else's. */
function isAlive(pid) {
  try {
    return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The children of this process that nobody has reaped. */
function zombies() {
  const children = fs
    .readdirSync('/proc/self/task')
    .flatMap((thread) => fs.readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' '));
  return children.filter((pid) => pid !== '' && !isAlive(pid) && fs.existsSync(`/proc/${pid}`));
}

function openDescriptors() {
  return fs.readdirSync('/proc/self/fd').length;
}

module.exports = {
  describeLinux,
  isAlive,
  openDescriptors,
  startChild,
  startScript,
  textOf,
  zombies,
};
