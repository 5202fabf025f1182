'use strict';

/**
 * The value of a JavaScript expression with the given variables. The author of the expression controls all that this
 * process can do: it is for a sandbox.
 * @param {string} expression
 * @param {Record<string, unknown>} variables
 */
function evaluate(expression, variables) {
  try {
    const formula = new Function(...Object.keys(variables), `"use strict"; return (${expression}\n);`);
    return formula(...Object.values(variables));
  } catch (error) {
    throw Object.assign(new Error(String(error)), { code: 'ERR_FORMULA' });
  }
}

module.exports = { evaluate };
