'use strict';

const path = require('node:path');
const { outputOf } = require('../helpers/program.js');

const root = path.join(__dirname, '..', '..');

test.each([
  'index',
  'auto',
  'bullmq',
  'express',
  'fastify',
  'ffmpeg',
  'image',
  'onnx',
  'pino',
  'service',
  'watch',
  'worker',
])(
  'import and require of %s give the same names and the same values, and import all of them as the default',
  (entry) => {
    const script = `
    import whole, * as all from ${JSON.stringify(path.join(root, `${entry}.mjs`))};
    import required from ${JSON.stringify(path.join(root, `${entry}.js`))};
    const { default: _, ...imported } = all;
    const same = whole === required && Object.keys(imported).every((name) => imported[name] === required[name]);
    console.log(JSON.stringify({ imported: Object.keys(imported), required: Object.keys(required), same }));
  `;
    const output = outputOf(process.execPath, ['--input-type=module', '--eval', script]);
    const { imported, required, same } = JSON.parse(output);
    expect(imported.sort()).toEqual(required.sort());
    expect(imported).not.toHaveLength(0);
    expect(same).toBe(true);
  },
);

test('require loads what is used, when it is used', () => {
  const script = `
    const offloop = require(${JSON.stringify(path.join(root, 'index.js'))});
    const loaded = () => Object.keys(require.cache).filter((file) => /lib.(hash|codec|workers)/.test(file)).length;
    const before = loaded();
    const { hash } = offloop;
    console.log(JSON.stringify({ before, after: loaded() > 0, same: offloop.hash === hash }));
  `;
  const output = outputOf(process.execPath, ['--eval', script]);
  expect(JSON.parse(output)).toEqual({ before: 0, after: true, same: true });
});

test('a clone runs the files of lib/, and no bundle that a failed packing has left', () => {
  const script = `
    for (const entry of ['index', 'worker', 'zlib']) require(${JSON.stringify(root)} + '/' + entry + '.js');
    console.log(JSON.stringify(Object.keys(require.cache)));
  `;
  const files = JSON.parse(outputOf(process.execPath, ['--eval', script]));
  expect(files).toContain(path.join(root, 'lib', 'index.js'));
  expect(files.filter((file) => file.startsWith(path.join(root, 'bundle')))).toEqual([]);
});

test('an export can be replaced, as tests do', () => {
  /** @type {any} */
  const offloop = require('../..');
  const { stats } = offloop;
  offloop.stats = () => 'replaced';
  expect(offloop.stats()).toBe('replaced');
  offloop.stats = stats;
  expect(offloop.stats).toBe(stats);
});
