'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { packed } = require('./helpers/packages.js');
const { createProject, root } = require('./helpers/project.js');
const { isolationSupport } = require('../..');

let project;

beforeAll(() => {
  project = createProject();
  project.npm('install', '--ignore-scripts', packed());
});

afterAll(() => project.remove());

const PROGRAM = `
  const { ImagePool } = require('offloop/image');
  const images = new ImagePool({ sandbox: ${isolationSupport().sandbox} });
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
  const result = images.resize(gif).then(({ format }) => format, ({ code, message }) => [code, message]);
  result.then(async (value) => {
    console.log(JSON.stringify(value));
    await images.close().catch(() => {});
  });
`;

/** What the program prints as JSON. */
function answer() {
  const { stdout, stderr } = project.node('-e', PROGRAM);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('the package loads without sharp, and works as soon as it is installed', () => {
  expect(answer()).toEqual(['ERR_PEER_MISSING', expect.stringContaining('npm install sharp')]);
  const installed = path.join(project.folder, 'node_modules', 'sharp');
  fs.symlinkSync(path.join(root, 'node_modules', 'sharp'), installed);
  expect(answer()).toBe('png');
});
