'use strict';

const fs = require('node:fs');
const { precompress } = require('../../express.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();
const onUnix = process.platform === 'win32' ? test.skip : test;

onUnix.each([
  ['a FIFO', 'EINVAL', (place) => outputOf('mkfifo', [place])],
  ['a directory', 'EISDIR', (place) => fs.mkdirSync(place)],
  [
    'a link to a FIFO',
    'EINVAL',
    (place) => {
      outputOf('mkfifo', [folder.at('fifo')]);
      fs.symlinkSync('fifo', place);
    },
  ],
])('%s at the place of a copy stays, and is refused', async (_what, code, make) => {
  fs.writeFileSync(folder.at('app.js'), 'const answer = 42;\n'.repeat(100));
  make(folder.at('app.js.br'));
  const before = folder.list();
  const { ino } = fs.lstatSync(folder.at('app.js.br'));
  const call = precompress(folder.path, { formats: ['br'] });
  await expect(call).rejects.toMatchObject({ code, path: folder.at('app.js.br') });
  expect(folder.list()).toEqual(before);
  expect(fs.lstatSync(folder.at('app.js.br')).ino).toBe(ino);
});
