'use strict';

const { RequestError } = require('../http/errors.js');

/** The value of a formula that a stranger wrote. */
function formula(pool) {
  return async (req, res) => {
    const { expression, variables } = formulaOf(req.body);
    const value = await pool.run('evaluate', [expression, variables], { signal: res.locals.signal });
    res.json({ value });
  };
}

function formulaOf(body) {
  const { expression, variables = {} } = body ?? {};
  const isNamed = variables !== null && typeof variables === 'object' && !Array.isArray(variables);
  if (typeof expression === 'string' && isNamed) return { expression, variables };
  const message = 'The body must be JSON: {"expression": "a + b", "variables": {"a": 1, "b": 2}}';
  throw new RequestError(400, 'ERR_BAD_FORMULA', message);
}

module.exports = { formula };
