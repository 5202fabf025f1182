'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

const folder = useFolder();

test('a large file of JSON that is required is found at the line that requires it', () => {
  const rows = Array.from({ length: 400_000 }, (_, id) => ({ id, name: `name ${id}` }));
  fs.writeFileSync(folder.at('large.json'), JSON.stringify(rows));
  fs.writeFileSync(
    folder.at('main.js'),
    "\n\nmodule.exports = require('./large.json');\nsetTimeout(() => {}, 200);",
  );
  const { stderr } = runProgram(process.execPath, ['--import', ENTRY, 'main.js'], {
    cwd: folder.path,
    env: { OFFLOOP_WATCH_THRESHOLD: '20' },
  });
  expect(stderr).toMatch(/ main\.js:3 +require$/m);
});
