const PAUSE = 50;
/** After a request that failed, in milliseconds. */
const PAUSE_AFTER_FAILURE = 1000;

/**
 * Asks a light route again and again, one request at a time. An answer that is not there yet counts with the time that
 * it has taken so far: a server that stands still is seen while it does.
 */
export class LightRoute {
  #path;
  #worst = null;
  #since = null;
  /** The longest waits of those who watch, in milliseconds. @type {Set<{ worst: number }>} */
  #watched = new Set();

  constructor(path) {
    this.#path = path;
    this.#repeat();
  }

  /** The longest wait since it was last asked, in milliseconds; null where no request was under way. */
  take() {
    const waiting = this.#since === null ? null : performance.now() - this.#since;
    const worst = this.#worst ?? waiting;
    this.#worst = null;
    return worst === null || waiting === null ? worst : Math.max(worst, waiting);
  }

  /** Notes the longest wait, in milliseconds, until the function that it returns is called, which gives it. */
  watch() {
    const watched = { worst: 0 };
    this.#watched.add(watched);
    return () => {
      this.#watched.delete(watched);
      return Math.max(watched.worst, this.#since === null ? 0 : performance.now() - this.#since);
    };
  }

  async #repeat() {
    for (;;) {
      const isGood = await this.#once();
      await new Promise((resolve) => {
        setTimeout(resolve, isGood ? PAUSE : PAUSE_AFTER_FAILURE);
      });
    }
  }

  async #once() {
    this.#since = performance.now();
    try {
      const response = await fetch(this.#path, { cache: 'no-store' });
      await response.text();
      const wait = performance.now() - this.#since;
      this.#worst = Math.max(this.#worst ?? 0, wait);
      for (const watched of this.#watched) watched.worst = Math.max(watched.worst, wait);
      return response.ok;
    } catch {
      return false;
    } finally {
      this.#since = null;
    }
  }
}
