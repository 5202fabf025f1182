'use strict';

const fs = require('node:fs/promises');

/**
 * Waits until a file, or the names in a folder, are on the disk.
 * @param {string} name
 */
async function flush(name) {
  const handle = await fs.open(name);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

module.exports = { flush };
