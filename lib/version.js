'use strict';

const fs = require('node:fs');
const path = require('node:path');

const manifest = path.join(__dirname, '..', 'package.json');

/** The version of this package. @type {string} */
const version = JSON.parse(fs.readFileSync(manifest, 'utf8')).version;

module.exports = { version };
