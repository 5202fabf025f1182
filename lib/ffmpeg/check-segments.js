'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { failed } = require('./errors.js');

// ffmpeg ends well also where the disk did not take all of a segment or of a list: its muxers of many files do not look.
// Each file is therefore looked at by its form, of which a few bytes are read.

/** Bytes of a packet of MPEG-TS. A disk that is full cuts files at its blocks, whose size is not a multiple of it. */
const PACKET = 188;

/**
 * Whether a file is whole, by its extension.
 * @type {Record<string, (file: string, size: number, names: Set<string>) => Promise<boolean>>}
 */
const CHECKS = {
  '.m3u8': async (file, _size, names) => {
    const text = await fs.promises.readFile(file, 'utf8');
    const isEnded = text.includes('#EXT-X-STREAM-INF') || text.trimEnd().endsWith('#EXT-X-ENDLIST');
    return isEnded && namedIn(text).every((name) => names.has(name));
  },
  '.mpd': async (file) => (await fs.promises.readFile(file, 'utf8')).trimEnd().endsWith('</MPD>'),
  '.ts': async (_file, size) => size % PACKET === 0,
  '.m4s': endsWithBox,
};

/**
 * The files in a folder of segments, sorted, and their bytes. It has its list, and no file is cut off.
 * @param {string} folder
 * @param {string} list
 */
async function wholeFolder(folder, list) {
  const files = (await fs.promises.readdir(folder)).sort();
  const names = new Set(files);
  if (!names.has(list)) throw failed(`it wrote no ${list}`);
  let bytes = 0;
  for (const name of files) {
    const file = path.join(folder, name);
    const { size } = await fs.promises.stat(file);
    const isWhole = CHECKS[path.extname(name)]?.(file, size, names) ?? true;
    if (size === 0 || !(await isWhole))
      throw failed(`it wrote no more than a part of ${name}: is the disk full?`);
    bytes += size;
  }
  return { files, bytes };
}

/**
 * The files that a list of HLS names.
 * @param {string} text
 */
function namedIn(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...lines, ...[...text.matchAll(/URI="([^"]*)"/g)].map(([, name]) => name)];
}

/**
 * Whether a file of MP4 (ISO/IEC 14496-12, 4.2) ends where its last box does.
 * @param {string} file
 * @param {number} size
 */
async function endsWithBox(file, size) {
  const handle = await fs.promises.open(file);
  try {
    const header = Buffer.alloc(16);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await handle.read(header, 0, 16, at);
      const isLong = header.readUInt32BE(0) === 1;
      const length = isLong ? Number(header.readBigUInt64BE(8)) : header.readUInt32BE(0);
      if (bytesRead < 8 || length < 8) return false;
      at += length;
    }
    return at === size;
  } finally {
    await handle.close();
  }
}

module.exports = { wholeFolder };
