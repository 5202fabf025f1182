'use strict';

const { absolutePathOrUrl } = require('../data/path.js');
const { invalidValue } = require('../errors.js');
const native = require('../native.js');
const {
  array,
  eachOf,
  boolean,
  duration,
  integer,
  integerOrInfinity,
  object,
  optionsOf,
  signalOf,
  strings,
} = require('../options.js');
const { TASK } = require('./option-names.js');

/** @typedef {ReturnType<typeof modelSettings>} ModelSettings */

const MIB = 2 ** 20;
/** More is refused by the message of a worker. */
const MOST_MB = 1024;

/**
 * @param {unknown} file
 * @param {unknown} options of `new OnnxModel`
 */
function modelSettings(file, options) {
  const given = optionsOf('OnnxModel', options);
  const memoryMb = integer('options.memoryMb', given.memoryMb, 64, 2 ** 20);
  const maxOutputMb = integer('options.maxOutputMb', given.maxOutputMb, 1, MOST_MB) ?? 16;
  const maxWorkers = integer('options.maxWorkers', given.maxWorkers, 1, 1024) ?? 1;
  return {
    file: absolutePathOrUrl('file', file),
    // The processors that the cgroup allows; the runtime would count those of the machine.
    threads:
      integer('options.threads', given.threads, 1, 1024) ??
      Math.max(1, Math.floor(native.cores() / maxWorkers)),
    read: eachOf('options.read', array('options.read', given.read) ?? [], absolutePathOrUrl),
    session: sessionOf(given.session),
    runtime: given.runtime === undefined ? undefined : absolutePathOrUrl('options.runtime', given.runtime),
    maxOutput: maxOutputMb * MIB,
    sandbox: given.sandbox === undefined || boolean('options.sandbox', given.sandbox),
    pool: {
      maxWorkers,
      // Kept, and replaced at once when an abort has ended it: to load a model takes seconds.
      minWorkers: 1,
      maxQueue: integerOrInfinity('options.maxQueue', given.maxQueue, 0) ?? 100,
      idleTimeout: duration('options.idleTimeout', given.idleTimeout),
      startTimeout: duration('options.startTimeout', given.startTimeout),
      taskTimeout: duration('options.taskTimeout', given.taskTimeout),
      nice: integer('options.nice', given.nice, 0, 19) ?? 10,
      bestEffort: boolean('options.bestEffort', given.bestEffort),
      // What a worker may send with its large buffers is as much as for its values: the smallest that is enough.
      limits: { memoryMb, ...(maxOutputMb > 16 && { messageMb: maxOutputMb }) },
    },
  };
}

/** Options of the session that this package sets. */
const OURS = { executionProviders: 'runs are on the processor', intraOpNumThreads: 'use options.threads' };

/** @param {unknown} value */
function sessionOf(value) {
  const session = object('options.session', value) ?? {};
  for (const [name, advice] of Object.entries(OURS))
    if (name in session)
      throw invalidValue(`options.session.${name}`, `is set by offloop/onnx: ${advice}`, session[name]);
  return copyOf(session);
}

/** @param {object} session */
function copyOf(session) {
  try {
    return structuredClone(session);
  } catch (/** @type {any} */ error) {
    throw invalidValue(
      'options.session',
      `must be cloneable, and ${error.message.replace(/\.$/, '')}`,
      session,
    );
  }
}

/** @param {unknown} options of `OnnxModel#run` */
function runSettings(options) {
  const given = optionsOf('OnnxModel#run', options);
  const outputs = strings('options.outputs', given.outputs);
  if (outputs?.length === 0) throw invalidValue('options.outputs', 'must not be empty', outputs);
  const named = TASK.map((name) => [name, given[name]]);
  const signal = /** @type {AbortSignal | undefined} */ (signalOf(given.signal));
  return { outputs, task: { ...Object.fromEntries(named), signal } };
}

module.exports = { modelSettings, runSettings };
