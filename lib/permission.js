'use strict';

const path = require('node:path');
const { coded } = require('./errors.js');
const { RUNTIME } = require('./runtime.js');

/**
 * What node's permission model can refuse, by the name that `process.permission.has` takes: node's name of it in errors,
 * and the option that allows it. `deno` is Deno's name of the same, which is that of its option too.
 */
const PERMISSIONS = /** @type {const} */ ({
  'fs.read': { permission: 'FileSystemRead', option: '--allow-fs-read', deno: 'read' },
  'fs.write': { permission: 'FileSystemWrite', option: '--allow-fs-write', deno: 'write' },
  child: { permission: 'ChildProcess', option: '--allow-child-process', deno: 'run' },
  worker: { permission: 'WorkerThreads', option: '--allow-worker', deno: undefined },
  net: { permission: 'Net', option: '--allow-net', deno: undefined },
});

/** Deno's permissions, asked as node's are. */
const DENO = {
  /**
   * @param {keyof typeof PERMISSIONS} scope
   * @param {string} [resource]
   */
  has(scope, resource) {
    const name = PERMISSIONS[scope].deno;
    const asked = { name, [name === 'run' ? 'command' : 'path']: resource };
    return Reflect.get(globalThis, 'Deno').permissions.querySync(asked).state === 'granted';
  },
};

/**
 * Throws node's error where this process runs under its permission model and may not do this. Native code has to ask,
 * because node only asks for what goes through node. It is asked each time: a permission can be dropped.
 * @param {keyof typeof PERMISSIONS} scope
 * @param {string} [resource] the absolute path of the file, or the program to start
 */
function requirePermission(scope, resource) {
  if (!has(scope, resource)) throw denied(scope, resource);
}

/** Whether this process may start others, with the sockets that are their pipes. */
function mayStartProcesses() {
  return has('child') && has('net');
}

/** Whether this process may start threads of JavaScript. */
function mayStartThreads() {
  return has('worker');
}

/**
 * @param {keyof typeof PERMISSIONS} scope
 * @param {string} [resource]
 */
function has(scope, resource) {
  const model = modelOf();
  return model === undefined || !isOfNode(scope) || model.has(scope, resource);
}

/**
 * Whether this version of node has the permission. Sockets need one from node 25 on, also those over pipes.
 * @param {keyof typeof PERMISSIONS} scope
 */
function isOfNode(scope) {
  if (RUNTIME === 'deno') return PERMISSIONS[scope].deno !== undefined;
  return scope !== 'net' || process.allowedNodeEnvironmentFlags.has('--allow-net');
}

/**
 * Throws where this process may not read the file.
 * @param {Uint8Array} file
 */
function requireRead(file) {
  if (modelOf() !== undefined) requirePermission('fs.read', absolute(file));
}

/**
 * Throws where this process may not read all that is in the folder, on any level.
 * @param {Uint8Array} folder
 */
function requireReadOfTree(folder) {
  requireWithin('fs.read', folder);
}

/**
 * Throws where this process may not write the file, or may not make another one beside it: a file is written under a
 * name of its own first.
 * @param {Uint8Array} file
 */
function requireWrite(file) {
  if (modelOf() === undefined) return;
  const target = absolute(file);
  requirePermission('fs.write', target);
  requireWithin('fs.write', Buffer.from(path.dirname(target)));
}

/**
 * Throws where this process may not do it with everything in the folder. The model is asked for a name that no option can
 * have named: it is allowed only where all names are.
 * @param {'fs.read' | 'fs.write'} scope
 * @param {Uint8Array} folder
 */
function requireWithin(scope, folder) {
  const model = modelOf();
  if (model === undefined) return;
  const resource = absolute(folder);
  // Loaded here: few processes have a permission model, and node:crypto takes over a millisecond.
  const { randomUUID } = require('node:crypto');
  if (!model.has(scope, path.join(resource, randomUUID()))) throw denied(scope, resource);
}

/**
 * Node's name of a file is text. One that is not UTF-8 becomes another name, with replacement characters, which nothing
 * but a whole folder allows.
 * @param {Uint8Array} file
 */
function absolute(file) {
  return path.resolve(Buffer.from(file).toString());
}

/** Absent without --permission. The types have it always. Deno has a model of its own, which is always on. */
function modelOf() {
  if (RUNTIME === 'deno') return DENO;
  return /** @type {Partial<NodeJS.Process>} */ (process).permission;
}

/**
 * @param {keyof typeof PERMISSIONS} scope
 * @param {string} [resource]
 */
function denied(scope, resource = '') {
  const { permission, deno } = PERMISSIONS[scope];
  const option = RUNTIME === 'deno' ? `--allow-${deno}` : PERMISSIONS[scope].option;
  return coded(
    'ERR_ACCESS_DENIED',
    `Access to this API has been restricted. Use ${option} to manage permissions.`,
    { permission, resource },
  );
}

module.exports = {
  mayStartProcesses,
  mayStartThreads,
  requirePermission,
  requireRead,
  requireReadOfTree,
  requireWrite,
};
