'use strict';

const { coded } = require('./errors.js');

/**
 * What node's permission model can refuse, by the name that `process.permission.has` takes: node's name of it in errors,
 * and the option that allows it.
 */
const PERMISSIONS = /** @type {const} */ ({
  'fs.read': { permission: 'FileSystemRead', option: '--allow-fs-read' },
  'fs.write': { permission: 'FileSystemWrite', option: '--allow-fs-write' },
  child: { permission: 'ChildProcess', option: '--allow-child-process' },
  worker: { permission: 'WorkerThreads', option: '--allow-worker' },
});

/**
 * Throws node's error where this process runs under its permission model and may not do this. Native code has to ask,
 * because node only asks for what goes through node. It is asked each time: a permission can be dropped.
 * @param {keyof typeof PERMISSIONS} scope
 * @param {string} [resource] the absolute path of the file
 */
function requirePermission(scope, resource) {
  // Absent without --permission. The types have it always.
  const model = /** @type {Partial<NodeJS.Process>} */ (process).permission;
  if (model === undefined || model.has(scope, resource)) return;
  const { permission, option } = PERMISSIONS[scope];
  throw coded(
    'ERR_ACCESS_DENIED',
    `Access to this API has been restricted. Use ${option} to manage permissions.`,
    { permission, resource: resource ?? '' },
  );
}

module.exports = { requirePermission };
