'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/**
 * Runs `npm pack`.
 * @param {string} from a package's folder
 * @param {string} to the folder for the tarball, which is made
 * @param {{ withScripts?: boolean }} [options] `withScripts` runs prepack and postpack
 * @returns {string} path of the tarball
 */
function pack(from, to, { withScripts = false } = {}) {
  fs.mkdirSync(to, { recursive: true });
  const scripts = withScripts ? '--foreground-scripts=false' : '--ignore-scripts';
  const args = ['pack', '--json', scripts, '--loglevel=error', '--pack-destination', to];
  const report = execFileSync('npm', args, {
    cwd: from,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return path.join(to, JSON.parse(report)[0].filename);
}

module.exports = { pack };
