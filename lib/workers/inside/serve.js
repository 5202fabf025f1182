'use strict';

const { AsyncResource } = require('node:async_hooks');
const {
  ABORT,
  AWARE,
  CREDIT,
  FAILED,
  INIT,
  READY,
  RUN,
  STOP,
  STOPPED,
  UNCAUGHT,
  UNREAD,
} = require('../wire/messages.js');
const { describe } = require('../wire/describe-error.js');
const { rebuild } = require('../wire/rebuild-error.js');
const { ThreadWord } = require('../wire/claims.js');
const { enter } = require('./current-task.js');
const { Rounds } = require('./rounds.js');
const { RunningTask } = require('./running-task.js');
const { WorkerModule } = require('./worker-module.js');

/**
 * The worker's end of its channel to the pool. `onMessage` is set by `serve`; earlier messages must wait.
 * `post` throws a TaskDataError for what cannot be sent, and sends nothing then. `postResult` gives false for a result that is to
 * be posted; it has memory for results after `share`.
 * @typedef {{ post(message: unknown[], transfer?: readonly any[]): void, onMessage?: (message: any[]) => void,
 *   postResult?(id: number, value: unknown, time: number): boolean, share?(shared: SharedArrayBuffer, areMore: () => boolean): void,
 *   drained(): Promise<void> | null | undefined, close(): void,
 *   word?: import('../wire/claims.js').Word }} Port
 */

/**
 * Makes this thread a worker of the pool at the other end of `port`: loads the file, runs its tasks, and ends the
 * thread or process when the pool says so.
 * @param {Port} port
 */
function serve(port) {
  reportUncaught(port);
  /** @type {Map<number, import('./running-task.js').Task>} */
  const tasks = new Map();
  /** @type {InstanceType<typeof WorkerModule>} */
  let module;
  /** @type {import('./current-task.js').WorkerContext} */
  let context;

  /** @type {InstanceType<typeof Rounds>} */
  let rounds;

  /** @param {any} given what RUN has */
  async function run({ id, name, args, attempt, credit, items, mode }) {
    const task = new RunningTask(port, id, name, attempt);
    tasks.set(id, task);
    const find = () => module.task(name);
    await apart(() =>
      context.tasks.run(task, () => {
        if (mode !== undefined) return task.chunk(find, args, items, mode);
        return credit === undefined ? task.run(find, args) : task.stream(find, args, credit);
      }),
    );
    tasks.delete(id);
    if (task.isLast) rounds.stop();
  }

  /** @type {Record<string, (...rest: any[]) => unknown>} */
  const receivers = {
    async [INIT](file, workerData, nice, shared) {
      context = enter(workerData);
      rounds = new Rounds(shared === undefined ? port.word : new ThreadWord(shared), run);
      port.share?.(shared, () => rounds.areWaiting);
      try {
        if (nice > 0) addNice(nice);
        module = await WorkerModule.load(file);
        await module.hook('setup', workerData);
        port.post([READY]);
      } catch (error) {
        port.post([FAILED, describe(error)]);
      }
    },

    [RUN](id, name, args, attempt, credit, round, items, mode) {
      const given = { id, name, args, attempt, credit, round, items, mode };
      if (round === undefined) rounds.begin(given);
      else rounds.add(given);
    },

    [UNREAD](tag, id, error) {
      port.post(tag === INIT ? [FAILED, error] : [UNREAD, tag, id, error]);
    },

    [ABORT](id, reason) {
      port.post([AWARE, id]);
      const task = tasks.get(id);
      // Listeners of the signal belong to the task.
      if (task !== undefined) context.tasks.run(task, () => task.abort(rebuild(reason)));
    },

    [CREDIT]: (id, items) => tasks.get(id)?.addCredit(items),

    async [STOP]() {
      await module.hook('teardown');
      port.post([STOPPED]);
      await port.drained();
      port.close();
      process.exit();
    },
  };
  port.onMessage = ([tag, ...rest]) => receivers[tag](...rest);
}

/** @param {number} nice of a thread: a process is started with it */
function addNice(nice) {
  const { getPriority, setPriority } = require('node:os');
  setPriority(Math.min(19, getPriority() + nice));
}

/** The async context of a worker that has run nothing. */
const outside = new AsyncResource('offloop.worker');

/**
 * Calls a function in an async context of its own: what a task enters in an AsyncLocalStorage is not there for the next one.
 * @template T
 * @param {() => T} call
 */
function apart(call) {
  const inside = outside.runInAsyncScope(
    () => new AsyncResource('offloop.task', { requireManualDestroy: true }),
  );
  return inside.runInAsyncScope(call);
}

/**
 * Reports the error that ends this worker to the pool: one that nothing handles, or one of a listener that handles others.
 * Node says nothing of the latter and exits, so the call of the listeners is watched.
 * @param {Port} port
 */
function reportUncaught(port) {
  const report = (/** @type {unknown} */ error) => port.post([UNCAUGHT, describe(error)]);
  process.on('uncaughtExceptionMonitor', (error) => {
    if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback())
      return;
    report(error);
  });
  const { emit } = process;
  process.emit = function emitAndReport(/** @type {any[]} */ ...args) {
    try {
      return Reflect.apply(emit, this, args);
    } catch (error) {
      if (args[0] === 'uncaughtException') report(error);
      throw error;
    }
  };
}

module.exports = { serve };
