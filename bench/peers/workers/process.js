'use strict';

const { join } = require('node:path');
const { INIT, READY, RUN } = require('../../../lib/workers/wire/messages.js');
const { poolSettings } = require('../../../lib/workers/pool/options/pool-options.js');
const { start } = require('../../../lib/workers/pool/worker/process.js');

/** Round trips over the channel of a worker process, without a pool around it. */
async function startProcess() {
  let lastId = 0;
  let onMessage;
  const next = () =>
    new Promise((resolve) => {
      onMessage = resolve;
    });
  const task = join(__dirname, 'echo-task.js');
  const backing = start(poolSettings(task, {}), {
    onMessage: (message) => onMessage(message),
    onExit() {},
    onOutput: (_, chunk) => process.stderr.write(chunk),
  });
  const ready = next();
  backing.post([INIT, task, undefined, { nice: 0 }]);
  if ((await ready)[0] !== READY) throw new Error('the worker did not start');
  const run = async (name, ...args) => {
    const answer = next();
    backing.post([RUN, (lastId += 1), name, args, 1]);
    return (await answer)[2];
  };
  return {
    echo: (value) => run('echo', value),
    watch: () => run('watch'),
    longestDelay: () => run('longestDelay'),
    close: () => backing.kill('end'),
  };
}

module.exports = { startProcess };
