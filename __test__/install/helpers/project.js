'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { makeFolder, removeFolder } = require('../../helpers/folder.js');
const { present } = require('../../helpers/values.js');
const { outputOf, runProgram } = require('../../helpers/program.js');

const root = path.join(__dirname, '../../..');

/** The environment of a user's shell: without the variables of npm and Jest, which would mislead npm. */
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
  let baseEnv = environment({});

  function write(file, text) {
    fs.writeFileSync(path.join(folder, file), text);
  }

  function npm(...args) {
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    return outputOf('npm', [...args, ...quiet], { cwd: folder, baseEnv });
  }

  function node(...args) {
    return runProgram(process.execPath, args, { cwd: folder, baseEnv });
  }

  function npx(...args) {
    return runProgram('npx', ['--no-install', ...args], { cwd: folder, baseEnv });
  }

  /** Makes later builds quick. What they build is slow. */
  function hurryBuilds() {
    baseEnv = environment({
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
    baseEnv = environment({ PATH: `${bin}${path.delimiter}${process.env.PATH}` });
    return mark;
  }

  /** Runs the install script of the installed package where the PATH has only these programs. */
  function installWithOnly(...programs) {
    const bin = path.join(folder, 'only');
    fs.mkdirSync(bin);
    for (const program of programs) fs.symlinkSync(find(program), path.join(bin, program));
    return runProgram(process.execPath, ['scripts/install.js'], {
      cwd: path.join(folder, 'node_modules', 'offloop'),
      baseEnv: environment({ PATH: bin, CC: 'cc', CARGO_TARGET_DIR: path.join(folder, 'target') }),
    });
  }

  function remove() {
    removeFolder(folder);
  }

  return { folder, write, npm, node, npx, hurryBuilds, replaceCargo, installWithOnly, remove };
}

function find(program) {
  const files = present(process.env.PATH)
    .split(path.delimiter)
    .map((folder) => path.join(folder, program));
  return present(files.find((file) => fs.existsSync(file)));
}

module.exports = { createProject, environment, root };
