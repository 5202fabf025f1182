'use strict';

/** The shortest time between two reports, in milliseconds. */
const INTERVAL = 50;

const SILENT = { finish() {}, stop() {}, error: /** @type {unknown} */ (undefined) };

/**
 * Reports how far a job is to `onProgress(bytesDone, bytesTotal)`: while it runs whenever that has changed, and once at
 * its end. An exception of the callback cancels the job and is kept in `error`.
 * @param {{ cancel(): void, progress(): number[] }} control
 * @param {Function} [onProgress]
 */
function watchProgress(control, onProgress) {
  if (onProgress === undefined) return SILENT;
  // A file that is not open yet has no known size, and there is nothing to report.
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
  }, INTERVAL);
  return watch;
}

module.exports = { watchProgress };
