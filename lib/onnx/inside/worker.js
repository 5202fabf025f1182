'use strict';

// The worker file of OnnxModel. It runs in a process of its own: a thread that is ended while a model runs takes the whole
// process with it. In a sandbox nothing can be read but this folder, the runtime, and the model with its data.

/** @typedef {{ type: string, data: any, dims: readonly number[] }} Tensor */

/** @type {any} */
let runtime;
/** @type {any} */
let session;
/** Bytes of all outputs of a run. */
let maxOutput = 0;

/**
 * Loads the model. A worker that fails here does not start, and its error says why.
 * @param {{ runtime: string, file: string, threads: number, maxOutput: number, session: object }} settings
 */
async function setup(settings) {
  // The runtime would use this class for numbers of 16 bits, where node has it, and then cannot read its data.
  Reflect.deleteProperty(globalThis, 'Float16Array');
  runtime = require(settings.runtime);
  runtime.env.logLevel = 'error';
  maxOutput = settings.maxOutput;
  try {
    session = await runtime.InferenceSession.create(settings.file, sessionOptions(settings));
  } catch (error) {
    throw fault('ERR_MODEL_INVALID', error);
  }
}

/** @param {{ threads: number, session: any }} settings */
function sessionOptions({ threads, session: { extra, ...others } }) {
  return {
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    ...others,
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    // Threads that wait for work by spinning take the processor from the service.
    extra: { 'session.intra_op.allow_spinning': '0', ...extra },
  };
}

/** What goes in and comes out. */
function describe() {
  return { inputs: session.inputMetadata.map(describeOne), outputs: session.outputMetadata.map(describeOne) };
}

/** @param {{ name: string, isTensor: boolean, type?: string, shape?: (number | string)[] }} metadata */
function describeOne({ name, isTensor, type = '', shape = [] }) {
  return isTensor ? { name, type, dims: [...shape] } : { name, type: 'other', dims: [] };
}

/**
 * @param {Record<string, Tensor>} feeds
 * @param {string[]} [outputs] those that are wanted; by default all
 */
async function run(feeds, outputs) {
  const tensors = Object.entries(await computed(feeds, outputs));
  const results = Object.fromEntries(tensors.map(([name, tensor]) => [name, plain(tensor)]));
  const bytes = Object.values(results).reduce((sum, { data }) => sum + sizeOf(data), 0);
  if (bytes > maxOutput) throw fault('OUTPUT_TOO_LARGE', tooLarge(bytes));
  return results;
}

/**
 * @param {Record<string, Tensor>} feeds
 * @param {string[]} [outputs]
 */
async function computed(feeds, outputs) {
  try {
    const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [
      name,
      new runtime.Tensor(type, data, dims),
    ]);
    return await session.run(Object.fromEntries(tensors), outputs ?? session.outputNames);
  } catch (error) {
    throw fault('ERR_MODEL_RUN', error);
  }
}

/** @param {any} data a typed array, or an array of strings */
function sizeOf(data) {
  return (
    data.byteLength ??
    data.reduce((/** @type {number} */ sum, /** @type {string} */ text) => sum + text.length, 0)
  );
}

/** @param {number} bytes */
function tooLarge(bytes) {
  return `The outputs have ${bytes} bytes, and options.maxOutputMb allows ${maxOutput}: ask for fewer by options.outputs`;
}

/** @param {Tensor} tensor @returns {Tensor} */
function plain({ type, data, dims }) {
  return { type, data, dims: [...dims] };
}

/**
 * @param {string} code
 * @param {any} error of the runtime
 */
function fault(code, error) {
  return Object.assign(new Error(String(error?.message ?? error).slice(0, 2000)), { code });
}

module.exports = { describe, run, setup };
