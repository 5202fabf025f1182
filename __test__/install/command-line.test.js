'use strict';

const { packed } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');

const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('the command line comes as a program, with the packages that it needs', () => {
  const project = createProject();
  try {
    project.npm('install', '--ignore-scripts', packed());
    project.write('abc', 'abc');
    const { stdout } = project.npx('offloop', 'hash', 'abc');
    expect(stdout).toBe(`${SHA256_OF_ABC}  abc\n`);
  } finally {
    project.remove();
  }
});
