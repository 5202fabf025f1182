'use strict';

const { RequestError } = require('../../express/http.js');
const { LIMITS, RUNAWAYS, STOPPED } = require('../workers/runaways.js');

/** What can be started, and what holds it. */
function runaways(req, res) {
  res.json({ limits: LIMITS, runaways: RUNAWAYS });
}

/** Starts a task that goes wrong, and answers how it was stopped. */
function runaway(pool) {
  return async (req, res) => {
    const { name } = req.params;
    if (!Object.hasOwn(RUNAWAYS, name)) {
      throw new RequestError(404, 'ERR_NO_RUNAWAY', `There are ${Object.keys(RUNAWAYS).join(', ')}`);
    }
    // Its process is started before: the time is that of the task.
    let start = performance.now();
    const onMessage = () => {
      start = performance.now();
    };
    const error = await failureOf(pool.run(name, [], { signal: res.locals.signal, onMessage }));
    // Any other failure says nothing about the task.
    if (error !== undefined && !STOPPED.test(error.code)) throw error;
    res.json({
      stopped: error !== undefined,
      milliseconds: performance.now() - start,
      ...publicFacts(error),
    });
  };
}

/** @returns {Promise<any>} */
async function failureOf(promise) {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}

/**
 * Messages of a runaway may name a path: it is one that the runaway chose.
 * @param {import('offloop').WorkerCrashError} [error]
 */
function publicFacts(error) {
  if (error === undefined) return {};
  const { code, message, reason, signal, peakMemory, cpuMs } = error;
  return { code, message, reason, signal, peakMemory, cpuMs };
}

module.exports = { runaway, runaways };
