'use strict';

const fs = require('node:fs');
const { once } = require('node:events');
const { join } = require('node:path');

const MIB = 1 << 20;

/** Each uses more of something than it is allowed. */
module.exports = {
  async standardOutput() {
    for (let count = 0; count < 8; count += 1) {
      if (!process.stdout.write(Buffer.alloc(MIB, 'x'))) await once(process.stdout, 'drain');
    }
    return 'done';
  },
  async standardError() {
    for (let count = 0; count < 8; count += 1) {
      if (!process.stderr.write(Buffer.alloc(MIB, 'x'))) await once(process.stderr, 'drain');
    }
    return 'done';
  },
  openFiles() {
    const open = Array.from({ length: 200 }, () => fs.openSync(__filename));
    for (const descriptor of open) fs.closeSync(descriptor);
    return 'done';
  },
  largeFile({ writable }) {
    const file = join(writable, `large-${process.pid}`);
    fs.writeFileSync(file, Buffer.alloc(8 * MIB));
    fs.rmSync(file);
    return 'done';
  },
  largeResult: () => 'x'.repeat(8 * MIB),
};
