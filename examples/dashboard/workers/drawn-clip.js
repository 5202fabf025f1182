'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { execFile } = require('offloop');
const { withTemporaryFolder } = require('../http/temporary-folder.js');

const SECONDS = 8;

/** @type {Promise<Buffer> | undefined} */
let drawn;

/** A clip of ffmpeg's test pattern and a tone, drawn when it is first asked for. */
function drawClip() {
  drawn ??= draw().catch((error) => {
    drawn = undefined;
    throw error;
  });
  return drawn;
}

/** offloop/ffmpeg reads files of strangers. This is a command of the program's own, which reads nothing. */
function draw() {
  return withTemporaryFolder(async (folder) => {
    const file = path.join(folder, 'drawn.mp4');
    const pictures = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=15:duration=${SECONDS}`];
    const tone = ['-f', 'lavfi', '-i', `sine=frequency=330:duration=${SECONDS}`];
    const codecs = ['-c:v', 'mpeg4', '-q:v', '8', '-c:a', 'aac'];
    await execFile('ffmpeg', ['-v', 'error', ...pictures, ...tone, ...codecs, file], { nice: 10 });
    return fs.readFile(file);
  });
}

module.exports = { drawClip };
