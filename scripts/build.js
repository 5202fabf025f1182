'use strict';

// Builds the addon for this machine: `node scripts/build.js [release | dev]`, the name of a cargo profile.

const path = require('node:path');
const { buildFromSource } = require('./install/build-from-source.js');

buildFromSource(path.join(__dirname, '..'), process.argv[2] ?? 'release');
