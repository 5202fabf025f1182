'use strict';

const { execFileSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');

/**
 * Calls `use` with the folder of the package as it is installed, which is gone afterwards.
 * @param {(folder: string) => Promise<unknown>} use
 */
async function withPackage(use) {
  const folder = mkdtempSync(join(tmpdir(), 'offloop-bench-'));
  try {
    execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', folder], {
      cwd: ROOT,
      stdio: 'ignore',
    });
    execFileSync('sh', ['-c', 'tar -xzf *.tgz'], { cwd: folder });
    await use(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { ROOT, withPackage };
