'use strict';

const fs = require('node:fs');
const { useFolder } = require('../helpers/folder.js');
const { runProgram } = require('../helpers/program.js');
const { ENTRY } = require('./helpers/programs.js');

const folder = useFolder();

/** A pattern that looks at each byte of zeros several times, and a module of 40,000 functions. */
const PROGRAMS = {
  'Buffer.indexOf': `
    const zeros = Buffer.alloc(60_000_000);
    const work = () => zeros.indexOf('\\0\\0\\0\\0x');`,
  'Buffer.lastIndexOf': `
    const zeros = Buffer.alloc(60_000_000);
    const work = () => zeros.lastIndexOf('x\\0\\0\\0\\0');`,
  'Buffer.includes': `
    const zeros = Buffer.alloc(60_000_000);
    const work = () => zeros.includes('\\0\\0\\0\\0x');`,
  'WebAssembly.Module': `
    const count = 40_000;
    const number = (value) => value < 128 ? [value] : [value % 128 | 128, ...number(value >> 7)];
    const section = (id, bytes) => Buffer.concat([Buffer.from([id, ...number(bytes.length)]), bytes]);
    const body = Buffer.from([0, ...Array(30).fill([0x41, 1, 0x1a]).flat(), 0x0b]);
    const functions = Array(count).fill(Buffer.concat([Buffer.from(number(body.length)), body]));
    const bytes = Buffer.concat([
      Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      section(1, Buffer.from([1, 0x60, 0, 0])),
      section(3, Buffer.concat([Buffer.from(number(count)), Buffer.alloc(count)])),
      section(10, Buffer.concat([Buffer.from(number(count)), ...functions])),
    ]);
    const work = () => new WebAssembly.Module(bytes);`,
};

test.each(Object.entries(PROGRAMS))('%s of large data is named, with its size', (name, program) => {
  const text = `${program}\nsetTimeout(work, 50);\nsetTimeout(() => {}, 200);`;
  const line = text.split('\n').findIndex((each) => each.includes('const work')) + 1;
  fs.writeFileSync(folder.at('main.js'), text);
  const { stderr } = runProgram(process.execPath, ['--import', ENTRY, 'main.js'], {
    cwd: folder.path,
    env: { OFFLOOP_WATCH_THRESHOLD: '10' },
  });
  expect(stderr).toMatch(new RegExp(`main\\.js:${line} work +${name}, up to \\d{7,}$`, 'm'));
});
