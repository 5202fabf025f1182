'use strict';

/** Progress is told at most this often, in milliseconds. */
const EVERY = 50;

const SILENT = { finish() {}, stop() {}, error: /** @type {unknown} */ (undefined) };

/**
 * Tells `onProgress(bytesDone, bytesTotal)` how far a job is: while it runs where that changed, and once at its
 * end. An exception of the callback stops the job and is kept in `error`.
 * @param {{ cancel(): void, progress(): number[] }} control
 * @param {Function} [onProgress]
 */
function watchProgress(control, onProgress) {
  if (onProgress === undefined) return SILENT;
  // Before the file is open its size is not known either: there is nothing to tell yet.
  let last = 0;
  const watch = {
    /** @type {unknown} */
    error: undefined,
    finish() {
      const [done, total] = control.progress();
      onProgress(done, total);
    },
    stop() {
      clearInterval(timer);
    },
  };
  const timer = setInterval(() => {
    const [done, total] = control.progress();
    if (done === last) return;
    last = done;
    try {
      onProgress(done, total);
    } catch (error) {
      watch.error = error;
      watch.stop();
      control.cancel();
    }
  }, EVERY);
  return watch;
}

module.exports = { watchProgress };
