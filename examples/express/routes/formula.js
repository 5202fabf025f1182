'use strict';

const { WorkerPool } = require('offloop');
const { RequestError } = require('../http.js');

/**
 * Code of strangers: a sandbox lets it compute and nothing else. Each formula has a process of its own, so that it finds
 * nothing of the one before. The process starts with the first request.
 */
const pool = new WorkerPool(require.resolve('../workers/formula.js'), {
  maxWorkers: 1,
  maxQueue: 20,
  recycleAfter: { tasks: 1 },
  sandbox: true,
  limits: { memoryMb: 256, cpuMs: 500, timeoutMs: 2000, messageMb: 1 },
});

/** The value of a formula that a stranger wrote. */
async function formula(req, res) {
  const { expression, variables } = formulaOf(req.body);
  res.json({ value: await pool.run('evaluate', [expression, variables], { signal: res.locals.signal }) });
}

/** @param {{ expression?: unknown, variables?: unknown }} [body] */
function formulaOf({ expression, variables = {} } = {}) {
  const isNamed = variables !== null && typeof variables === 'object' && !Array.isArray(variables);
  if (typeof expression === 'string' && isNamed) return { expression, variables };
  const message = 'The body must be JSON: {"expression": "a + b", "variables": {"a": 1, "b": 2}}';
  throw new RequestError(400, 'ERR_BAD_FORMULA', message);
}

module.exports = { formula, pool };
