'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');

const FILE = path.join(__dirname, '../files/sample.txt');

/** Waits in line where others keep libuv's pool busy. */
async function readfile(req, res) {
  res.type('text').send(await fs.readFile(FILE));
}

module.exports = { readfile };
