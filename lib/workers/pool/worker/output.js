'use strict';

/**
 * What is done with the output of workers.
 * @param {'inherit' | 'pipe' | 'ignore'} stdio
 * @param {(event: string, payload: unknown) => void} announce
 * @returns {import('./pool-worker.js').Owner['onOutput']}
 */
function outputHandler(stdio, announce) {
  if (stdio === 'inherit') return (_worker, stream, chunk) => void process[stream].write(chunk);
  if (stdio === 'pipe') {
    return (worker, stream, chunk) => announce('workerOutput', { worker: worker.info, stream, chunk });
  }
  return () => {};
}

module.exports = { outputHandler };
