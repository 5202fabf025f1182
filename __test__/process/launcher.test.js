'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { useFolder } = require('../helpers/folder.js');
const { describeLinux } = require('./helpers/children.js');
const { present } = require('../helpers/values.js');
const { outputOf } = require('../helpers/program.js');

const root = path.join(__dirname, '..', '..');

describeLinux('a launcher', () => {
  const folder = useFolder();

  /** A copy of the package with another launcher, or none. */
  beforeEach(() => {
    for (const file of ['index.js', 'package.json']) fs.copyFileSync(path.join(root, file), folder.at(file));
    fs.mkdirSync(folder.at('lib'));
    for (const file of fs.readdirSync(path.join(root, 'lib'))) {
      const from = path.join(root, 'lib', file);
      if (file.endsWith('.node')) fs.symlinkSync(from, folder.at('lib', file));
      else if (!file.startsWith('offloop-launch'))
        fs.cpSync(from, folder.at('lib', file), { recursive: true });
    }
  });

  function outcome() {
    const script = `require(${JSON.stringify(folder.path)}).execFile('true').then(console.log, ({ code, message, missing }) =>
      console.log(JSON.stringify({ code, message, missing })))`;
    return JSON.parse(outputOf(process.execPath, ['-e', script]));
  }

  const name = () =>
    present(fs.readdirSync(path.join(root, 'lib')).find((file) => file.startsWith('offloop-launch')));

  test.each([
    ['is missing', undefined, /is not installed.*npm rebuild offloop/],
    ['is not executable', 0o644, /does not run .*EACCES.*npm rebuild offloop/],
  ])('that %s is an error that says what to do', (_, mode, message) => {
    if (mode !== undefined) fs.writeFileSync(folder.at('lib', name()), '', { mode });
    const error = outcome();
    expect(error).toMatchObject({ code: 'ERR_ISOLATION_UNAVAILABLE', missing: ['launcher'] });
    expect(error.message).toMatch(message);
  });
});
