'use strict';

// Loaded into each thread of a sandboxed worker before any other module: a debugger that connects runs its own code, so
// none may be let in, also where the sandbox has a network.

const { syncBuiltinESMExports } = require('node:module');

if (process.features.inspector) {
  require('node:inspector').open = () => {
    process.emitWarning('The inspector does not listen in a sandboxed worker');
    return { [Symbol.dispose ?? 'dispose']() {} };
  };
  syncBuiltinESMExports();
}

// Node opens the inspector at this signal, unless there is a listener. In a worker thread this has no effect, and to ask whether
// this is one would load node:worker_threads, which takes over a millisecond.
process.on('SIGUSR1', () => {});
