'use strict';

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

module.exports = {
  describeLinux,
  startChild,
  startScript,
  textOf,
};
