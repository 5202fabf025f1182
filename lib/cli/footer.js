'use strict';

/**
 * The help of a command after its options.
 * @param {import('./program.js').Definition} definition
 */
function footer({ examples, exitStatus }) {
  return [
    '',
    'Exit status:',
    ...exitStatus.map(([status, meaning]) => `  ${status.padEnd(10)} ${meaning}`),
    '',
    'Examples:',
    ...examples.flatMap(([example, what]) => [`  $ ${example}`, `      ${what}`]),
  ].join('\n');
}

module.exports = { footer };
