'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * What may be missing, and the command that installs it: by package manager on Linux, else by system; `other`
 * where neither is listed.
 * @type {Record<string, Record<string, string>>}
 */
const COMMANDS = {
  Rust: {
    apk: 'apk add cargo',
    pacman: 'sudo pacman -S --needed rust',
    win32: 'winget install Rustlang.Rustup',
    other: rustup(),
  },
  'newer Rust': {
    apk: 'apk upgrade cargo rust',
    pacman: 'sudo pacman -Syu rust',
    other: `rustup default stable && rustup update stable, or where there is no rustup: ${rustup()}`,
  },
  'C compiler': {
    'apt-get': 'sudo apt-get install -y build-essential',
    dnf: 'sudo dnf install -y gcc glibc-devel',
    apk: 'apk add build-base',
    pacman: 'sudo pacman -S --needed base-devel',
    zypper: 'sudo zypper install -y gcc glibc-devel',
    darwin: 'xcode-select --install',
    win32:
      'winget install Microsoft.VisualStudio.2022.BuildTools --override ' +
      '"--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"',
    other: "your system's package manager: gcc or clang, with the headers of the C library",
  },
};

function rustup() {
  return 'curl --proto \'=https\' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y && . "$HOME/.cargo/env"';
}

/**
 * @param {string} missing a key of COMMANDS
 * @param {string} [system] a package manager on Linux, else `process.platform`
 * @returns {string} lines to show after the problem
 */
function advice(missing, system = packageManager() ?? process.platform) {
  const command = COMMANDS[missing][system] ?? COMMANDS[missing].other;
  const more = missing.endsWith('Rust') ? '\nOther ways to install Rust: https://rustup.rs' : '';
  return `Install it with:\n\n    ${command}\n\nand run npm install again.${more}`;
}

/** The first known package manager on the PATH of a Linux system. */
function packageManager() {
  if (process.platform !== 'linux') return undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const has = (/** @type {string} */ program) =>
    folders.some((folder) => fs.existsSync(path.join(folder, program)));
  return ['apt-get', 'dnf', 'apk', 'pacman', 'zypper'].find(has);
}

module.exports = { COMMANDS, advice };
