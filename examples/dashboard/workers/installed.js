'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

/** Packages are looked for beside the demo, and where `npm run install:onnx` puts those of the tests. */
const FROM = [__filename, path.join(__dirname, '../../../__test__/onnx/runtime/package.json')];

/**
 * Where packages are found together: a file to look from, and the paths of their main files.
 * @param {string[]} names
 */
function packagesFrom(names) {
  for (const from of FROM) {
    try {
      return { from, files: names.map((name) => createRequire(from).resolve(name)) };
    } catch {
      // Perhaps from the next.
    }
  }
  return undefined;
}

/** @param {string} name of a program */
function isProgram(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      fs.accessSync(path.join(folder, name), fs.constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * What a panel needs beside offloop: null where it is there, or else what is missing and the command that installs it.
 * @returns {{ image: string | null, clip: string | null, model: string | null }}
 */
function missingParts() {
  return {
    image: packagesFrom(['sharp']) ? null : 'The package sharp is missing: npm install sharp',
    clip:
      isProgram('ffmpeg') && isProgram('ffprobe')
        ? null
        : 'The programs ffmpeg and ffprobe are missing: apt-get install ffmpeg',
    model: packagesFrom(MODEL_PACKAGES)
      ? null
      : `The packages ${MODEL_PACKAGES.join(' and ')} are missing: npm run install:onnx`,
  };
}

/** The runtime, and the package that carries the model. */
const MODEL_PACKAGES = ['onnxruntime-node', '@ricky0123/vad-web'];

module.exports = { MODEL_PACKAGES, missingParts, packagesFrom };
