'use strict';

const fs = require('node:fs');
const { compressFile, decompressFile } = require('../../index.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();
const onUnix = process.platform === 'win32' ? test.skip : test;
const onLinux = process.platform === 'linux' ? test : test.skip;

beforeEach(() => fs.writeFileSync(folder.at('from'), 'content'));

onUnix('with overwrite a pipe is kept, and a device with it', async () => {
  outputOf('mkfifo', [folder.at('to')]);
  const call = compressFile('gzip', folder.at('from'), folder.at('to'), { overwrite: true });
  await expect(call).rejects.toMatchObject({ code: 'EINVAL', syscall: 'open', path: folder.at('to') });
  expect(fs.lstatSync(folder.at('to')).isFIFO()).toBe(true);
  expect(folder.list()).toEqual(['from', 'to']);
});

onUnix('with overwrite a link to a pipe is kept, also by way of another link', async () => {
  outputOf('mkfifo', [folder.at('fifo')]);
  fs.symlinkSync('fifo', folder.at('near'));
  fs.symlinkSync('near', folder.at('far'));
  for (const name of ['near', 'far'])
    for (const call of [compressFile, decompressFile])
      await expect(
        call('gzip', folder.at('from'), folder.at(name), { overwrite: true }),
      ).rejects.toMatchObject({
        ...{ code: 'EINVAL', syscall: 'open', path: folder.at(name) },
      });
  expect([fs.readlinkSync(folder.at('near')), fs.readlinkSync(folder.at('far'))]).toEqual(['fifo', 'near']);
  expect(folder.list()).toEqual(['far', 'fifo', 'from', 'near']);
});

onLinux('with overwrite a link to what a process has open is kept, though that is a file', async () => {
  fs.writeFileSync(folder.at('open'), 'open');
  const open = fs.openSync(folder.at('open'), 'r');
  fs.symlinkSync(`/proc/self/fd/${open}`, folder.at('to'));
  expect(fs.statSync(folder.at('to')).isFile()).toBe(true);
  const call = compressFile('gzip', folder.at('from'), folder.at('to'), { overwrite: true });
  await expect(call).rejects.toMatchObject({ code: 'EINVAL', syscall: 'open', path: folder.at('to') });
  fs.closeSync(open);
  expect(fs.lstatSync(folder.at('to')).isSymbolicLink()).toBe(true);
});
