'use strict';

// Runs every step of examples/docker/Dockerfile without Docker, as root on amd64 Debian: node scripts/test-dockerfile.js. Each
// stage is a folder that debootstrap has filled, and its steps run in namespaces with that folder as root. Then the service is
// started as the image starts it, and asked. It takes a registry of Debian, of npm and of crates, and the time of a build.

const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { stagesOf } = require('./dockerfile/instructions.js');

const ROOT = path.join(__dirname, '..');
const INSIDE = path.join(__dirname, 'dockerfile/inside.sh');
const NAMESPACES = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];

/** @typedef {{ root: string, env: Record<string, string>, folder: string, user: string, health?: string[], command?: string[] }} Stage */

/** Where the registries are reached by way of certificates of this machine's own. */
const CERTIFICATES = process.env.NODE_EXTRA_CA_CERTS
  ? Object.fromEntries(
      ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CARGO_HTTP_CAINFO'].map((name) => [
        name,
        '/usr/local/certificates.crt',
      ]),
    )
  : {};

/** @type {Record<string, (stage: Stage, value: string, stages: Map<string, Stage>) => void>} */
const STEPS = {
  ENV(stage, value) {
    for (const one of value.split(' ')) {
      const [name, text] = one.split('=');
      stage.env[name] = text;
    }
  },
  WORKDIR(stage, value) {
    stage.folder = value;
    fs.mkdirSync(path.join(stage.root, value), { recursive: true });
  },
  COPY(stage, value, stages) {
    const [, other, from, to] = /^(?:--from=(\S+) )?(\S+) (\S+)$/.exec(value) ?? [];
    const target = path.join(stage.root, path.resolve(stage.folder, to));
    if (other === undefined) return copyFiles(from, target);
    fs.cpSync(path.join(/** @type {Stage} */ (stages.get(other)).root, from), target, { recursive: true });
  },
  RUN: (stage, value) => run(stage, ['/bin/sh', '-c', value]),
  USER(stage, value) {
    stage.user = value;
  },
  EXPOSE() {},
  HEALTHCHECK(stage, value) {
    stage.health = JSON.parse(value.replace(/^CMD /, ''));
  },
  CMD(stage, value) {
    stage.command = JSON.parse(value);
  },
};

/**
 * Copies what git knows of, which is what .dockerignore leaves.
 * @param {string} from
 * @param {string} target
 */
function copyFiles(from, target) {
  const listed = execFileSync('git', ['ls-files', '-z', from], { cwd: ROOT, encoding: 'utf8' });
  for (const file of listed.split('\0').filter(Boolean)) {
    const place = path.join(target, path.relative(from, file));
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), place);
  }
}

/**
 * @param {Stage} stage
 * @param {string[]} command
 * @param {string[]} [namespaces]
 */
function run({ root, env, folder, user }, command, namespaces = []) {
  const variables = Object.entries({ ...CERTIFICATES, ...env }).map((pair) => pair.join('='));
  const home = `HOME=${user === 'root' ? '/root' : `/home/${user}`}`;
  const inside = ['bash', INSIDE, root, user, folder, 'env', '-i', home, ...variables, ...command];
  const { status, signal } = spawnSync('unshare', [...NAMESPACES, ...namespaces, ...inside], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${signal ?? status}`);
}

/**
 * Starts the command of the image in a network of its own, waits until it is healthy, and asks it as the README does.
 * @param {Stage} stage
 */
function start(stage) {
  const text = fs.readFileSync(path.join(__dirname, 'dockerfile/ask.js'), 'utf8');
  const words = JSON.stringify({ command: stage.command, health: stage.health });
  const network = ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  run(stage, ['node', '-e', text, words], network);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-dockerfile-'));
try {
  /** @type {Map<string, Stage>} */
  const stages = new Map();
  const dockerfile = fs.readFileSync(path.join(ROOT, 'examples/docker/Dockerfile'), 'utf8');
  const base = path.join(folder, 'base');
  const all = stagesOf(dockerfile);
  const [, major, suite] = /^node:(\d+)-(\w+)-slim$/.exec(all[0].from) ?? [];
  if (all.some(({ from }) => from !== all[0].from)) throw new Error('The stages are of several images');
  execFileSync('bash', [path.join(__dirname, 'dockerfile/base.sh'), suite, major, base], {
    stdio: 'inherit',
  });
  for (const [index, { name, instructions }] of all.entries()) {
    const root = path.join(folder, `stage-${index}`);
    execFileSync('cp', ['-a', base, root]);
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    /** @type {Stage} */
    const stage = { root, env, folder: '/', user: 'root' };
    stages.set(name ?? 'last', stage);
    for (const step of instructions) {
      console.log(`== ${step.name} ${step.value}`);
      STEPS[step.name](stage, step.value, stages);
    }
  }
  start(/** @type {Stage} */ (stages.get('last')));
} finally {
  execFileSync('rm', ['-rf', '--one-file-system', folder]);
}
