'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

/** Round trips over node's own channel: `child_process.fork` with serialization 'advanced'. */
async function startFork() {
  const child = fork(join(__dirname, 'echo-fork.js'), { serialization: 'advanced' });
  await once(child, 'spawn');
  return {
    async echo(value) {
      const answer = once(child, 'message');
      child.send(value);
      return (await answer)[0];
    },
    close: () => child.disconnect(),
  };
}

module.exports = { startFork };
