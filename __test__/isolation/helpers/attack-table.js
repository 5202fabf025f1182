'use strict';

const { isolationSupport } = require('../../..');

/** @typedef {{ row: number, attack: string, sandbox?: string, skip?: string }} Tried */
/** @typedef {Tried & { code: string }} Row */

const { childProcess, networkPorts } = isolationSupport();
const isRoot = process.getuid?.() === 0;
const ROOT_ONLY = isRoot ? undefined : 'it needs rights that only root has';
/** Without rules for ports no sandbox starts that needs them. */
const OF_PORTS = networkPorts ? 'EACCES' : 'ERR_ISOLATION_UNAVAILABLE';
const PORTS = networkPorts ? undefined : 'this kernel has no rules for ports';
const TREES = childProcess ? undefined : 'this machine keeps no tree of processes';

/**
 * Attacks that a plain child succeeds with, and what the system says to the same code in a sandbox. `row` is the number
 * in docs/isolation.md; `sandbox` names one of SANDBOXES in run-attacks.js.
 * @type {Row[]}
 */
const DENIED = [
  { row: 1, attack: 'readFile', code: 'EACCES' },
  { row: 1, attack: 'readDirectory', code: 'EACCES' },
  { row: 2, attack: 'readFileByPool', code: 'EACCES' },
  { row: 3, attack: 'writeFile', code: 'EACCES' },
  { row: 3, attack: 'appendFile', code: 'EACCES' },
  { row: 3, attack: 'makeDirectory', code: 'EACCES' },
  { row: 3, attack: 'removeFile', code: 'EACCES' },
  { row: 4, attack: 'truncateFile', code: 'EACCES' },
  { row: 5, attack: 'changeMode', code: 'EPERM' },
  { row: 5, attack: 'changeTimes', code: 'EPERM' },
  { row: 5, attack: 'changeOwner', code: 'EPERM' },
  { row: 7, attack: 'readThroughSymlink', code: 'EACCES', sandbox: 'writable' },
  { row: 8, attack: 'hardLink', code: 'EXDEV', sandbox: 'writable' },
  { row: 8, attack: 'moveOut', code: 'EACCES', sandbox: 'writable' },
  { row: 9, attack: 'swapSymlinkDuringOpen', code: 'EACCES', sandbox: 'writable' },
  { row: 10, attack: 'writeTemporary', code: 'EACCES' },
  { row: 10, attack: 'writeSharedMemory', code: 'EACCES' },
  { row: 11, attack: 'watchDirectory', code: 'EPERM' },
  { row: 13, attack: 'readParentEnvironment', code: 'EACCES' },
  { row: 13, attack: 'readParentMemoryMap', code: 'EACCES' },
  { row: 14, attack: 'writeOwnOomScore', code: 'EACCES' },
  { row: 14, attack: 'openOwnMemory', code: 'EACCES' },
  { row: 15, attack: 'readSockets', code: 'EACCES' },
  { row: 16, attack: 'connect', code: 'EACCES' },
  { row: 16, attack: 'connectIpv6', code: 'EACCES' },
  { row: 16, attack: 'listen', code: 'EACCES' },
  { row: 17, attack: 'sendDatagram', code: 'EACCES' },
  { row: 17, attack: 'lookUpName', code: 'EAI_AGAIN' },
  { row: 18, attack: 'connectUnixSocket', code: 'EACCES' },
  { row: 18, attack: 'connectAbstractSocket', code: 'EACCES' },
  { row: 20, attack: 'connectOtherPort', code: OF_PORTS, sandbox: 'port' },
  { row: 20, attack: 'sendDatagram', code: OF_PORTS, sandbox: 'port' },
  { row: 22, attack: 'signalParent', code: 'EPERM' },
  { row: 25, attack: 'slowParent', code: 'ERR_SYSTEM_ERROR' },
  { row: 28, attack: 'becomeOtherUser', code: 'EPERM', skip: ROOT_ONLY },
  { row: 29, attack: 'startProcess', code: 'EPERM' },
  { row: 29, attack: 'startProcessSync', code: 'EPERM' },
  { row: 30, attack: 'startManyProcesses', code: 'EPERM' },
  { row: 32, attack: 'startDetached', code: 'EPERM' },
  { row: 61, attack: 'readEnvironment', code: 'ENOENT' },
  { row: 62, attack: 'useNodeOptions', code: 'ENOENT' },
  { row: 63, attack: 'openInspector', code: 'NOT_LISTENING' },
];

/** What a sandbox leaves possible, by decision or because it was asked to. @type {Tried[]} */
const ALLOWED = [
  { row: 12, attack: 'statFile' },
  { row: 20, attack: 'connect', sandbox: 'port', skip: PORTS },
  { row: 20, attack: 'connectOtherPort', sandbox: 'network' },
  { row: 29, attack: 'startProcess', sandbox: 'processes', skip: TREES },
  { row: 1, attack: 'readFile', sandbox: 'readable' },
];

module.exports = { ALLOWED, DENIED };
