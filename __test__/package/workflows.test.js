'use strict';

const fs = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, '..', '..', '.github', 'workflows');
const files = fs.readdirSync(folder);
const read = (file) => fs.readFileSync(path.join(folder, file), 'utf8');

/** The jobs of a workflow by their names: what is indented below each. */
function jobsOf(file) {
  const [, jobs] = read(file).split('\njobs:\n');
  return jobs.split(/^ {2}(?=\w)/m).flatMap((text) => (text.trim() === '' ? [] : [text]));
}

test.each(files)('%s names each action by the hash of a commit, and its version beside it', (file) => {
  const uses = [...read(file).matchAll(/uses: (.+)/g)].map(([, action]) => action);
  const foreign = uses.filter((action) => !action.startsWith('./'));
  for (const action of foreign) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  // One action has one version in all of them.
  const pins = new Set(files.flatMap((each) => read(each).match(/uses: actions\/.+/g) ?? []));
  expect(new Set([...pins].map((pin) => pin.split('@')[0])).size).toBe(pins.size);
});

test.each(files)('%s says that it is untested, and may only read unless a job says otherwise', (file) => {
  expect(read(file)).toMatch(/^# Untested: /);
  expect(read(file)).toContain('\npermissions:\n  contents: read\n');
});

test('the one job that may publish installs nothing and runs no code of this repository', () => {
  const mayPublish = files.flatMap(jobsOf).filter((job) => /^ {6}\S+: write$/m.test(job));
  expect(mayPublish).toHaveLength(1);
  const [job] = mayPublish;
  expect(job).toMatch(/^publish:/);
  expect(job).toContain('npm publish');
  expect(job).not.toMatch(/npx|npm (ci|install|exec|run)|cargo|pip|curl|wget|actions\/checkout|scripts\//);
});

test('nothing is published while an advisory is known', () => {
  const publish = jobsOf('release.yml').find((job) => job.startsWith('publish:'));
  expect(publish).toMatch(/needs: \[.*\badvisories\b.*\]/);
  const advisories = read('advisories.yml');
  for (const command of ['npm audit --omit dev', 'npm audit signatures', 'cargo audit']) {
    expect(advisories).toContain(`- run: ${command}`);
  }
});

test('tools that workflows install have versions', () => {
  const installed = files.flatMap((file) => read(file).match(/cargo install .+|npm install .+/g) ?? []);
  expect(installed).not.toHaveLength(0);
  for (const command of installed) expect(command).toMatch(/--locked [\w-]+@\d+\.\d+\.\d+$/);
  const musl = fs.readFileSync(path.join(folder, '..', 'tools', 'musl.txt'), 'utf8');
  for (const line of musl.trim().split('\n').slice(1)) {
    expect(line).toMatch(/^[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
  }
});
