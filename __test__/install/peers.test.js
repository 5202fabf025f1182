'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { packed } = require('./helpers/packages.js');
const { createProject, root } = require('./helpers/project.js');
const { writeMatrices } = require('../onnx/helpers/onnx-file.js');
const { isInstalled, outputOf } = require('../helpers/program.js');
const { isolationSupport } = require('../..');

let project;

beforeAll(() => {
  project = createProject();
  project.npm('install', '--ignore-scripts', packed());
});

afterAll(() => project.remove());

const IMAGE = (sandbox) => `
  const { ImagePool } = require('offloop/image');
  const made = new ImagePool({ sandbox: ${sandbox} });
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
  const result = made.resize(gif).then(({ format }) => format);
`;
const MODEL = (sandbox) => `
  const { OnnxModel } = require('offloop/onnx');
  const made = new OnnxModel('model.onnx', { sandbox: ${sandbox}, threads: 1 });
  const one = { type: 'float32', data: Float32Array.of(2), dims: [1, 1] };
  const result = made.run({ x: one, y: one }).then(({ sum }) => sum.data[0]);
`;

/** The package of each peer, which its own tests have, a program that uses it, and what that says. */
const PEERS = {
  sharp: { installed: 'node_modules/sharp', program: IMAGE, says: 'png' },
  'onnxruntime-node': {
    installed: '__test__/onnx/runtime/node_modules/onnxruntime-node',
    program: MODEL,
    says: 4,
  },
};

/** What the program prints as JSON: its result, or its error. */
function answer(program) {
  const script = `
    ${program(isolationSupport().sandbox)}
    result.catch(({ code, message }) => [code, message]).then(async (value) => {
      console.log(JSON.stringify(value));
      await made.close().catch(() => {});
    });
  `;
  const { stdout, stderr } = project.node('-e', script);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe.each(Object.entries(PEERS))('%s', (name, { installed, program, says }) => {
  const source = path.join(root, installed);

  test('the package loads without it, and says what to install', () => {
    expect(answer(program)).toEqual(['ERR_PEER_MISSING', expect.stringContaining(`npm install ${name}`)]);
  });

  (fs.existsSync(source) ? test : test.skip)('the package works as soon as it is installed', () => {
    writeMatrices(path.join(project.folder, 'model.onnx'));
    fs.symlinkSync(source, path.join(project.folder, 'node_modules', name));
    expect(answer(program)).toBe(says);
  });
});

const VIDEO = (sandbox) => `
  const { segments } = require('offloop/ffmpeg');
  const made = { async close() {} };
  const options = { sandbox: ${sandbox}, args: ['-c', 'copy'], format: 'hls' };
  const result = segments('clip.mp4', 'made', options).then(({ files }) => files);
`;

describe('ffmpeg', () => {
  const onLinux = process.platform === 'linux' ? test : test.skip;

  onLinux('the package loads without it, and says what to install', () => {
    project.write('clip.mp4', '');
    const missing = (sandbox) => `process.env.PATH = '/nowhere';${VIDEO(sandbox)}`;
    expect(answer(missing)).toEqual([
      'ERR_MEDIA_TOOL_MISSING',
      expect.stringContaining('apt-get install ffmpeg'),
    ]);
  });

  (isInstalled('ffmpeg', ['-version']) ? onLinux : test.skip)('the package works with it', () => {
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=10:duration=1'];
    const clip = path.join(project.folder, 'clip.mp4');
    outputOf('ffmpeg', ['-v', 'error', '-y', ...source, '-c:v', 'libx264', clip]);
    expect(answer(VIDEO)).toEqual(['index.m3u8', 'segment00000.ts']);
  });
});
