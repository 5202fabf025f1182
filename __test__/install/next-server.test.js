'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { fileOf } = require('../docs/helpers/pages.js');
const { freePort } = require('../docs/helpers/reader.js');
const { until } = require('../helpers/until.js');
const { packed } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');
const { useChildren } = require('../helpers/child.js');
const { isInstalled, runProgram } = require('../helpers/program.js');
const { present } = require('../helpers/values.js');

const MINUTES = 60 * 1000;
const start = useChildren();
const hasRegistry = isInstalled('npm', ['view', 'next', 'version'], { timeout: 20_000 });
const testNext = hasRegistry ? test : test.skip;

testNext(
  'Next in a server of its user has its answers compressed (needs a registry of npm)',
  async () => {
    const project = createProject();
    const port = await freePort();
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    project.npm('install', '--ignore-scripts', packed(), 'next', 'react', 'react-dom');
    const files = {
      'next.config.mjs': fileOf('docs/bundlers.md', 'next.config.mjs').replace(
        '{\n',
        '{\n  compress: false,\n',
      ),
      'next-server.mjs': fileOf('docs/http.md', 'next-server.mjs').replace('3000', String(port)),
      'app/layout.js': 'export default ({ children }) => <html><body>{children}</body></html>;',
      'app/page.js': "export default () => <p>{'words '.repeat(1000)}</p>;",
    };
    fs.mkdirSync(path.join(project.folder, 'app'));
    for (const [file, text] of Object.entries(files)) project.write(file, text);
    const options = { cwd: project.folder, env };
    const { status, stderr } = runProgram('npx', ['--no-install', 'next', 'build'], options);
    expect([status, stderr].slice(0, status === 0 ? 1 : 2)).toEqual([0]);
    const server = start('node', ['next-server.mjs'], { cwd: project.folder, env });
    try {
      const url = `http://127.0.0.1:${port}/`;
      const answer = await until(() => fetch(url).catch(() => undefined), { seconds: 60 });
      expect(present(answer).headers.get('content-encoding')).toMatch(/^(?:br|zstd|gzip|deflate)$/);
      expect(await present(answer).text()).toContain('words words');
    } finally {
      server.kill();
      await once(server, 'close');
      project.remove();
    }
  },
  10 * MINUTES,
);
