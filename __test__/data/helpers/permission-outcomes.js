'use strict';

const path = require('node:path');
const { outputOf } = require('../../helpers/program.js');

const ROOT = path.join(__dirname, '../../..');
const MODEL = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** How calls end under node's permission model. `calls` are functions of offloop, fs and a folder. */
function outcomes(place, calls, flags) {
  const program = `
    const offloop = require(${JSON.stringify(ROOT)});
    const fs = require('node:fs');
    const place = ${JSON.stringify(place)};
    (async () => {
      const outcomes = {};
      for (const [name, call] of Object.entries({ ${calls.join(',')} })) {
        outcomes[name] = await (async () => call())().then(
          (value) => value?.[0]?.error ?? 'done',
          (error) => error,
        ).then((end) => (end === 'done' ? end : { code: end.code, permission: end.permission, resource: end.resource }));
      }
      console.log(JSON.stringify(outcomes));
    })();`;
  const args = [
    MODEL,
    '--no-warnings',
    '--allow-addons',
    `--allow-fs-read=${ROOT}/*`,
    ...flags,
    '-e',
    program,
  ];
  return JSON.parse(outputOf(process.execPath, args, { cwd: ROOT }));
}

/** Node's error for a file, as `outcomes` has it. */
const refusal = (resource, permission = 'FileSystemRead') => ({
  code: 'ERR_ACCESS_DENIED',
  permission,
  resource,
});

module.exports = { outcomes, refusal };
