'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { makeFolder, removeFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { ENTRY, env, install, lineOf } = require('./helpers/programs.js');

test('the table at exit has the place, relative to the working directory, and the size of data', () => {
  const folder = fs.realpathSync(makeFolder());
  try {
    install(folder);
    const { status, stdout, stderr } = runProgram(process.execPath, ['--import', ENTRY, 'json.js'], {
      cwd: folder,
      env,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const [head, columns, ...rows] = stderr.split('\n');
    expect(head).toMatch(/^offloop\/watch: \d+ stalls?, \d+ ms in all, \d+ ms the longest \(process \d+\)$/);
    expect(columns.trim().split(/ {2,}/)).toEqual(['share', 'total', 'longest', 'stalls', 'where', 'what']);
    const line = lineOf(path.join(folder, 'json.js'));
    const place = new RegExp(`json\\.js:${line} orders +JSON\\.parse, up to \\d+$`);
    expect(rows.filter((row) => place.test(row))).toHaveLength(1);
  } finally {
    removeFolder(folder);
  }
});
