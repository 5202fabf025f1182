'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/**
 * What a module may read under `sandbox: true`.
 * @typedef {object} ProgramFiles
 * @property {string[]} read files, and folders with all below
 * @property {string[]} packages folders, without names that begin with a dot
 */

/**
 * What the program of a module is made of: its package without files and folders whose names begin with a dot, and the
 * packages that are installed beside and above it. Without a package it is the module's folder, and where that is
 * a home folder, or one that programs share, the module alone.
 * @param {string} file absolute
 * @returns {ProgramFiles}
 */
function packageFiles(file) {
  const module = fs.realpathSync(file);
  const folders = foldersFrom(path.dirname(module));
  const own = folders.slice(0, firstShared(folders));
  const home = own.find(hasManifest) ?? own[0];
  const above = home === undefined ? folders : folders.slice(folders.indexOf(home) + 1);
  const installed = above.map((folder) => path.join(folder, 'node_modules'));
  const read = installed.filter((folder) => fs.existsSync(folder)).map((folder) => fs.realpathSync(folder));
  if (home === undefined) return { read: [module, ...read], packages: [] };
  return { read, packages: programFolders(module, home) };
}

/**
 * The package; and the module's folder where that lies in a folder whose name begins with a dot.
 * @param {string} file
 * @param {string} home
 */
function programFolders(file, home) {
  const inside = path.dirname(file);
  const isHidden = path
    .relative(home, inside)
    .split(path.sep)
    .some((name) => name.startsWith('.'));
  return isHidden ? [home, inside] : [home];
}

/**
 * From a folder to that below the root.
 * @param {string} start
 */
function foldersFrom(start) {
  const folders = [];
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder))
    folders.push(folder);
  return folders;
}

/** @param {string} folder */
function hasManifest(folder) {
  return fs.existsSync(path.join(folder, 'package.json'));
}

/**
 * The nearest package.json, in a list or none, which node looks up for a module in the folder: from Node 24 on it ends if
 * it may not read that.
 * @param {string} folder
 */
function manifestAbove(folder) {
  const nearest = foldersFrom(folder).find(hasManifest);
  return nearest === undefined ? [] : [fs.realpathSync(path.join(nearest, 'package.json'))];
}

/**
 * Where in a list of folders, each below the next, those begin that are not one program's.
 * @param {string[]} folders
 */
function firstShared(folders) {
  const homes = [os.homedir(), accountHome(), os.tmpdir(), '/home', '/root', '/tmp', '/var/tmp', '/dev/shm'];
  const shared = homes.flatMap((folder) => foldersFrom(real(folder)));
  const system = ['/etc', '/usr', '/var', '/opt', '/srv', '/mnt', '/media', '/run', '/proc', '/sys', '/boot'];
  const index = folders.findIndex((folder) => shared.includes(folder) || system.includes(folder));
  return index < 0 ? folders.length : index;
}

/** @type {string | undefined} */
let account;

/** The home folder of the user database, which `HOME` may differ from. Asked for once: the database may be far away. */
function accountHome() {
  try {
    account ??= os.userInfo().homedir;
  } catch {
    account = '/root';
  }
  return account;
}

/** @param {string} folder */
function real(folder) {
  try {
    return fs.realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

module.exports = { manifestAbove, packageFiles };
