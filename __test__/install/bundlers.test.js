'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { blocksOf, fileOf } = require('../docs/helpers/pages.js');
const { freePort } = require('../docs/helpers/reader.js');
const { until } = require('../helpers/until.js');
const { packed } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');
const { useChildren } = require('../helpers/child.js');
const { isInstalled, runProgram } = require('../helpers/program.js');

const PAGE = 'docs/bundlers.md';
const BUNDLERS = ['@vercel/nft', 'esbuild', 'next', 'react', 'react-dom', 'rollup', 'vite', 'webpack'];
const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const MINUTES = 60 * 1000;
const start = useChildren();

const hasRegistry = isInstalled('npm', ['view', 'esbuild', 'version'], { timeout: 20_000 });
const describeBundlers = hasRegistry ? describe : describe.skip;

const RUN_WEBPACK = `
  import webpack from 'webpack';
  import config from './webpack.config.mjs';
  webpack(config, (error, stats) => {
    if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString());
  });`;

/**
 * How each is started on its configuration in the page, and what it makes.
 * @type {[string, string[], string][]}
 */
const WAYS = [
  ['esbuild', ['node', 'esbuild.config.mjs'], 'out/esbuild.mjs'],
  ['webpack', ['node', 'run-webpack.mjs'], 'out/webpack.mjs'],
  ['Rollup', ['npx', '--no-install', 'rollup', '-c', 'rollup.config.mjs', '--silent'], 'out/rollup.mjs'],
  ['Vite', ['npx', '--no-install', 'vite', 'build', '--logLevel', 'warn'], 'out/vite/entry.mjs'],
];

describeBundlers('docs/bundlers.md (needs a registry of npm)', () => {
  let project;
  beforeAll(() => {
    project = createProject();
    project.npm('install', '--ignore-scripts', packed(), ...BUNDLERS);
    for (const { file, code } of blocksOf(PAGE)) if (file && !file.includes('/')) project.write(file, code);
    project.write('run-webpack.mjs', RUN_WEBPACK);
  }, 10 * MINUTES);
  afterAll(() => project.remove());

  /** @param {string[]} command @param {NodeJS.ProcessEnv} [env] */
  function run([program, ...args], env = {}) {
    const { status, stdout, stderr } = runProgram(program, args, { cwd: project.folder, env });
    expect([status, stderr, stdout].slice(0, status === 0 ? 1 : 3)).toEqual([0]);
    return stdout;
  }

  test.each(WAYS)(
    '%s leaves offloop outside of the bundle, which runs',
    (_, command, bundle) => {
      run(command);
      expect(fs.readFileSync(path.join(project.folder, bundle), 'utf8').length).toBeLessThan(10_000);
      expect(run(['node', bundle])).toBe(`${SHA256_OF_ABC}\n`);
    },
    5 * MINUTES,
  );

  test(
    'Next answers with a digest from what it traced',
    async () => {
      const config = fileOf(PAGE, 'next.config.mjs').replace('{\n', "{\n  output: 'standalone',\n");
      project.write('next.config.mjs', config);
      fs.mkdirSync(path.join(project.folder, 'app/digest'), { recursive: true });
      project.write('app/digest/route.js', fileOf(PAGE, 'app/digest/route.mjs'));
      project.write(
        'app/layout.js',
        'export default ({ children }) => <html><body>{children}</body></html>;',
      );
      run(['npx', '--no-install', 'next', 'build'], { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
      const port = await freePort();
      const env = { ...process.env, PORT: String(port), HOSTNAME: '127.0.0.1' };
      const server = start('node', ['.next/standalone/server.js'], { cwd: project.folder, env });
      try {
        const url = `http://127.0.0.1:${port}/digest`;
        const answer = await until(
          () =>
            fetch(url).then(
              (response) => response.json(),
              () => undefined,
            ),
          { seconds: 60 },
        );
        expect(answer).toEqual({ sha256: SHA256_OF_ABC });
      } finally {
        server.kill();
        await once(server, 'close');
      }
    },
    5 * MINUTES,
  );

  test(
    'what @vercel/nft traces runs by itself, with workers',
    () => {
      project.write('tasks.cjs', 'exports.add = (a, b) => a + b;');
      project.write(
        'pool.cjs',
        `const { WorkerPool } = require('offloop');
         const pool = new WorkerPool(require.resolve('./tasks.cjs'), { isolation: process.argv[2] });
         pool.run('add', [1, 2]).then(console.log);`,
      );
      project.write(
        'trace.mjs',
        `import { cpSync } from 'node:fs';
         import { nodeFileTrace } from '@vercel/nft';
         const { fileList } = await nodeFileTrace(['pool.cjs']);
         for (const file of fileList) cpSync(file, 'traced/' + file, { recursive: true });`,
      );
      run(['node', 'trace.mjs']);
      const ways = process.platform === 'linux' ? ['thread', 'process'] : ['thread'];
      for (const isolation of ways) expect(run(['node', 'traced/pool.cjs', isolation])).toBe('3\n');
    },
    5 * MINUTES,
  );
});
