'use strict';

// Installs onnxruntime-node and a model, for the tests of offloop/onnx, into __test__/onnx/runtime: README.md there says why
// not by `npm ci`. Libraries for other systems, most of what the package has, are removed.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '../__test__/onnx/runtime');
const isWindows = process.platform === 'win32';

const { status } = spawnSync(
  isWindows ? 'npm.cmd' : 'npm',
  ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
  },
);
if (status === 0) removeOtherSystems(path.join(folder, 'node_modules/onnxruntime-node/bin/napi-v6'));
else process.exitCode = 1;

/** @param {string} libraries */
function removeOtherSystems(libraries) {
  for (const system of fs.readdirSync(libraries))
    for (const machine of fs.readdirSync(path.join(libraries, system)))
      if (system !== process.platform || machine !== process.arch)
        fs.rmSync(path.join(libraries, system, machine), { recursive: true });
}
