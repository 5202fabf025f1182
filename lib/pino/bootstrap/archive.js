'use strict';

// The process that compresses and digests closed log files: node archive.js FILE FORMAT DIGEST. The writer starts it, and it
// takes all closed files that it finds.

const { existsSync } = require('node:fs');
const path = require('node:path');

const bundle = path.join(__dirname, '..', '..', '..', 'bundle', 'pino.js');
const { archiveAll } = existsSync(bundle)
  ? require(bundle)['lib/pino/archive.js']()
  : require('../archive.js');
const [file, format, digest] = process.argv.slice(2);

archiveAll(file, format === 'none' ? undefined : format, digest === 'true').catch(() => {
  process.exitCode = 1;
});
