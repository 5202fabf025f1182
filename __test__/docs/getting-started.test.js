'use strict';

const path = require('node:path');
const { isolationSupport } = require('../..');
const { isInstalled, runProgram } = require('../helpers/program.js');
const { blocksOf } = require('./helpers/pages.js');
const { createReader, freePort } = require('./helpers/reader.js');
const { present } = require('../helpers/values.js');

const hasAll = isolationSupport().sandbox === true && isInstalled('curl') && isInstalled('bash');
const testAsPasted = hasAll ? test : test.skip;

/** `npm install …` of the page, without a registry: the names of the packages. */
function packagesOf(setup) {
  const [, names] = present(/^npm install (.+)$/m.exec(setup));
  return names.split(' ').map((name) => present(/([a-z]+)(-[\d.]+\.tgz)?$/.exec(name))[1]);
}

/** Runs the blocks of the page in their order. @returns {Promise<[said: string, expected: string][]>} */
async function paste(blocks, reader, port) {
  const own = (text) => text.replaceAll('3000', port);
  const outputs = [];
  let server;
  for (const [index, { language, code, file }] of blocks.entries()) {
    if (file !== undefined) reader.write(file, own(code));
    if (language !== 'sh') continue;
    let said;
    if (code.startsWith('node ')) {
      if (server) await reader.stop(server);
      server = await reader.start('node', code.trim().split(' ').slice(1));
      said = server.output;
    } else {
      const { stdout, stderr } = runProgram('bash', ['-c', own(code)], { cwd: reader.folder });
      said = stderr + stdout;
    }
    outputs.push([said, own(blocks[index + 1].code)]);
  }
  return outputs;
}

testAsPasted('what docs/getting-started.md says happens (needs a sandbox, curl and bash)', async () => {
  const [setup, ...blocks] = blocksOf('docs/getting-started.md');
  expect(setup.code).toContain('npm init -y');
  const reader = createReader(packagesOf(setup.code));
  try {
    const outputs = await paste(blocks, reader, String(await freePort()));
    expect(outputs.length).toBeGreaterThanOrEqual(7);
    expect(outputs.map(([said]) => said.trimEnd())).toEqual(
      outputs.map(([, expected]) => expected.trimEnd()),
    );
  } finally {
    await reader.remove();
  }
});

test('docs/getting-started.md shows an output after every command but those that install', () => {
  const [, ...blocks] = blocksOf('docs/getting-started.md');
  for (const [index, { language, line }] of blocks.entries()) {
    if (language === 'sh') expect([line, blocks[index + 1]?.language]).toEqual([line, 'text']);
  }
  expect(path.extname(present(blocks[0].file))).toBe('.mjs');
});
