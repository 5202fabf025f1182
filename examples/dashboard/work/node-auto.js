'use strict';

// First, so that it keeps node's own functions.
const { workWith } = require('./node-async.js');
require('offloop/auto');
const zlib = require('node:zlib');
const { stats } = require('offloop');

/** What `node-async.js` does, to the letter, with what `--import offloop/auto` makes of node's functions. */
module.exports = { ...workWith(zlib), stats };
