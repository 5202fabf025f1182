'use strict';

const { pathToFileURL } = require('node:url');
const { outputOf } = require('../helpers/program.js');
const { AUTO } = require('./helpers/with-auto.js');

const MODEL = ['--permission', '--experimental-permission'].find((option) =>
  process.allowedNodeEnvironmentFlags.has(option),
);

test.each([[[]], [['--allow-worker']]])(
  'it works under the permission model with addons and %j',
  (allowed) => {
    const program = `
    require('zlib').gzip('text', (error, bytes) => {
      console.log(String(require('zlib').gunzipSync(bytes)));
    });`;
    const options = [`${MODEL}`, '--allow-fs-read=*', '--allow-addons', ...allowed];
    const auto = pathToFileURL(AUTO).href;
    expect(outputOf(process.execPath, [...options, '--import', auto, '--eval', program])).toBe('text\n');
  },
);
