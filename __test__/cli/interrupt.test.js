'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { bin } = require('./helpers/program.js');
const { useChildren } = require('../helpers/child.js');

const folder = useSharedFolder();
const start = useChildren();
const file = path.join(folder, 'file');

const list = () => fs.readdirSync(folder).sort();

beforeEach(() => fs.writeFileSync(file, 'text'));

test.each(/** @type {const} */ (['SIGINT', 'SIGTERM']))(
  '%s ends it by that signal, and leaves no half-written file',
  async (signal) => {
    fs.truncateSync(file, 1024 ** 3);
    const child = start(process.execPath, [bin, 'compress', '--format', 'br', '-9', 'file'], { cwd: folder });
    // The temporary file shows that the work is under way.
    await until(() => list().length === 2);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(list()).toEqual(['file']);
  },
);

test('a stream to a file that is interrupted leaves nothing', async () => {
  const child = start(process.execPath, [bin, 'compress', '-o', 'out.gz'], { cwd: folder });
  child.stdin.write('text');
  await until(() => list().length === 2);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  expect(list()).toEqual(['file']);
});
