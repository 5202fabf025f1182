'use strict';

const { adviceOn } = require('../../lib/cli/doctor/program/advice.js');

test.each([
  ['fs.readFileSync', "import { readFile } from 'node:fs/promises';"],
  ['JSON.parse', "import { parseJson } from 'offloop';"],
  ['Array.toSorted', "const result = await pool.run('sort', [input]);"],
  ['Buffer.lastIndexOf', "const result = await pool.run('search', [input]);"],
  ['WebAssembly.Module', 'const module = await WebAssembly.compile(bytes);'],
  ['Atomics.wait', 'await Atomics.waitAsync(array, index, value).value;'],
])('there is code to write in the place of %s', (name, line) => {
  expect(adviceOn({ kind: 'builtin', name, inside: undefined }).lines).toContain(line);
});
