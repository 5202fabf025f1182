'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { stagesOf } = require('../../scripts/dockerfile/instructions.js');
const { createReader, freePort } = require('../docs/helpers/reader.js');
const { isInstalled, outputOf, testWith } = require('../helpers/program.js');
const { packed } = require('./helpers/packages.js');
const { root } = require('./helpers/project.js');

const FOLDER = path.join(root, 'examples/docker');

const stages = stagesOf(fs.readFileSync(path.join(FOLDER, 'Dockerfile'), 'utf8'));
const [build, final] = stages;
const valueOf = (stage, name) => stage.instructions.findLast((one) => one.name === name)?.value;

test('the image that runs is slim, has no compiler, and an ordinary user', () => {
  expect(stages).toHaveLength(2);
  for (const { from } of stages) expect(from).toMatch(/^node:\d+-\w+-slim$/);
  // The same system in both: the addon is built for its C library.
  expect(build.from).toBe(final.from);
  expect(final.instructions.filter(({ value }) => /apt-get|cargo|rust/.test(value))).toEqual([]);
  expect(final.instructions.map(({ name }) => name).slice(-4)).toEqual([
    'USER',
    'EXPOSE',
    'HEALTHCHECK',
    'CMD',
  ]);
  expect(valueOf(final, 'USER')).toBe('node');
});

test('what is copied into the image is there, and what is built here is not', () => {
  const sources = build.instructions
    .filter(({ name }) => name === 'COPY')
    .map(({ value }) => value.split(' ')[0]);
  for (const source of sources) expect(fs.existsSync(path.join(root, source))).toBe(true);
  const ignored = fs.readFileSync(path.join(FOLDER, 'Dockerfile.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', 'target', 'lib/*.node']));
});

const hasRegistry = isInstalled('npm', ['view', 'express@5', 'version'], { timeout: 20_000 });
const testInstalled = hasRegistry ? test : test.skip;

testInstalled(
  'its steps make a service that is healthy (needs a registry of npm)',
  async () => {
    const reader = createReader([]);
    try {
      fs.rmSync(reader.folder, { recursive: true });
      fs.cpSync(path.join(root, 'examples/express'), reader.folder, { recursive: true });
      const install = valueOf(build, 'RUN');
      expect(install).toContain('/tmp/offloop-*.tgz');
      outputOf('sh', ['-ec', install.replace('/tmp/offloop-*.tgz', packed())], { cwd: reader.folder });

      const port = String(await freePort());
      const variables = valueOf(final, 'ENV').split(' ');
      const env = Object.fromEntries(variables.map((one) => one.split('=')));
      expect(env).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', UPLOADS: '/data' });
      const [program, ...args] = JSON.parse(valueOf(final, 'CMD'));
      const own = { ...env, PORT: port, UPLOADS: path.join(reader.folder, 'data') };
      const service = await reader.start(program, args, own);
      expect(service.output).toContain(port);

      const health = JSON.parse(valueOf(final, 'HEALTHCHECK').replace(/^CMD /, ''));
      outputOf(
        health[0],
        health.slice(1).map((arg) => arg.replace('3000', port)),
      );
    } finally {
      await reader.remove();
    }
  },
  10 * 60 * 1000,
);

testWith('docker', ['compose', 'version'])('the compose file is one, and builds that Dockerfile', () => {
  const file = path.join(FOLDER, 'compose.yaml');
  const config = JSON.parse(outputOf('docker', ['compose', '-f', file, 'config', '--format', 'json']));
  const { build: how, init } = config.services.app;
  expect(path.resolve(how.context, how.dockerfile)).toBe(path.join(FOLDER, 'Dockerfile'));
  expect([path.resolve(how.context), init]).toEqual([root, true]);
});
