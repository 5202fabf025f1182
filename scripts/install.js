'use strict';

// Run by `npm install`. An installed package whose addon loads is left as it is; anything else is built
// from source. In a git checkout the sources change, so cargo always checks them (it is quick when nothing changed).
// There cargo's target folder stays; in an installed package it would be 200 MB of no use to anyone.

const fs = require('node:fs');
const path = require('node:path');
const { buildFromSource } = require('./install/build-from-source.js');
const { inTemporaryTarget } = require('./install/temporary-target.js');

const root = path.join(__dirname, '..');

function addonLoads() {
  try {
    require('../lib/native.js');
    return true;
  } catch {
    return false;
  }
}

if (fs.existsSync(path.join(root, '.git'))) buildFromSource(root, 'release');
else if (!addonLoads()) inTemporaryTarget(root, () => buildFromSource(root, 'release'));
