'use strict';

const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { makeFolder, removeFolder } = require('../../helpers/folder.js');

const root = path.join(__dirname, '../../..');

/** The environment of a person at a shell: npm tells what it runs through variables, and would be misled by them. */
function environment(extra) {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|JEST_|INIT_CWD)/i.test(name));
  return { ...Object.fromEntries(own), CARGO_TARGET_DIR: targetFolder(), ...extra };
}

/** Where this repository's crates are compiled already. */
function targetFolder() {
  return path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
}

/** An empty project somewhere else, as a user has it. */
function createProject() {
  const folder = makeFolder();
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  let env = environment({});

  function write(file, text) {
    fs.writeFileSync(path.join(folder, file), text);
  }

  function npm(...args) {
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    return execFileSync('npm', [...args, ...quiet], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  }

  function node(...args) {
    return spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  }

  function npx(...args) {
    return spawnSync('npx', ['--no-install', ...args], { cwd: folder, env, encoding: 'utf8' });
  }

  /** Has what is built from now on be built quickly, to be slow. */
  function hurryBuilds() {
    env = environment({
      CARGO_TARGET_DIR: path.join(targetFolder(), 'hurried'),
      CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
      CARGO_PROFILE_RELEASE_LTO: 'off',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    });
  }

  /** Puts a cargo before the real one that only leaves a mark. Returns the path of that mark. */
  function replaceCargo() {
    const mark = path.join(folder, 'cargo-was-asked');
    const bin = path.join(folder, 'bin');
    fs.mkdirSync(bin);
    fs.writeFileSync(path.join(bin, 'cargo'), `#!/bin/sh\ntouch '${mark}'\nexit 1\n`, { mode: 0o755 });
    env = environment({ PATH: `${bin}${path.delimiter}${process.env.PATH}` });
    return mark;
  }

  /** Runs the install script of the installed package where the PATH has only these programs. */
  function installWithOnly(...programs) {
    const bin = path.join(folder, 'only');
    fs.mkdirSync(bin);
    for (const program of programs) fs.symlinkSync(find(program), path.join(bin, program));
    return spawnSync(process.execPath, ['scripts/install.js'], {
      cwd: path.join(folder, 'node_modules', 'offloop'),
      env: environment({ PATH: bin, CC: 'cc', CARGO_TARGET_DIR: path.join(folder, 'target') }),
      encoding: 'utf8',
    });
  }

  function remove() {
    removeFolder(folder);
  }

  return { folder, write, npm, node, npx, hurryBuilds, replaceCargo, installWithOnly, remove };
}

function find(program) {
  const files = process.env.PATH.split(path.delimiter).map((folder) => path.join(folder, program));
  return files.find((file) => fs.existsSync(file));
}

module.exports = { createProject, environment, root };
