'use strict';

const path = require('node:path');
const offloop = require('../..');
const worker = require('../../worker.js');
const zlib = require('../../zlib.js');
const { firstCalls } = require('../package/helpers/first-calls.js');
const { packed } = require('./helpers/packages.js');
const { createProject } = require('./helpers/project.js');

let project;
let home;

beforeAll(() => {
  project = createProject();
  home = path.join(project.folder, 'node_modules', 'offloop');
  project.npm('install', '--ignore-scripts', packed());
  project.write('tasks.js', TASKS);
});

afterAll(() => project.remove());

const TASKS = `
  const { isWorker, task } = require('offloop/worker');
  const { hashSync } = require('offloop');
  exports.inside = () => ({ isWorker, id: typeof task.id, digest: hashSync('crc32', 'abc'), files: loaded() });
  const loaded = exports.loaded = () => Object.keys(require.cache);
`;

const SERVER = `
  require('offloop/service').listen((request, response) => response.end(JSON.stringify(Object.keys(require.cache))));
`;

/** What a program of the project prints as JSON, of which `done` is the last call. */
function answer(body, flags = []) {
  const source = `
    const { loaded } = require('./tasks.js');
    const done = (value) => { console.log(JSON.stringify(value)); process.exit(); };
    ${body}`;
  project.write('main.js', source);
  const { stdout, stderr } = project.node(...flags, path.join(project.folder, 'main.js'));
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** The files of the package, by their paths in it, less those of the given folder. */
function inPackage(files, folder) {
  const own = files.filter((file) => file.startsWith(home)).map((file) => path.relative(home, file));
  return own.filter((file) => !file.startsWith(folder) && !file.endsWith('.node'));
}

test('every entry point has the names that it has in a clone', () => {
  const names = answer(`
    const names = (entry) => Object.keys(require(entry));
    done([names('offloop'), names('offloop/worker'), names('offloop/zlib')]);`);
  expect(names).toEqual([offloop, worker, zlib].map((entry) => Object.keys(entry)));
});

test('an entry point loads bundles, and no module by itself', () => {
  const files = answer(`
    for (const entry of ['offloop', 'offloop/zlib', 'offloop/worker']) Object.values(require(entry));
    done(loaded());`);
  const doors = ['index.js', 'worker.js', 'zlib.js'];
  expect(inPackage(files, 'bundle').sort()).toEqual(doors);
});

test.each([
  ['process', {}, ['process.js']],
  ['thread', { isolation: 'thread' }, ['thread.js']],
  ['sandboxed process', { sandbox: true, bestEffort: true }, ['no-inspector.js', 'process.js']],
])('a worker that is a %s loads bundles, the same as its file', (_, options, bootstraps) => {
  const { files, ...inside } = answer(`
    const { WorkerPool } = require('offloop');
    new WorkerPool(require.resolve('./tasks.js'), ${JSON.stringify(options)}).run('inside').then(done);`);
  expect(inside).toEqual({ isWorker: true, id: 'number', digest: '352441c2' });
  const loaded = bootstraps.map((file) => path.join('lib', 'workers', 'bootstrap', file));
  expect(inPackage(files, 'bundle').sort()).toEqual(['index.js', ...loaded, 'worker.js']);
});

test.each([
  ['an instance', {}, ['lib/supervise/bootstrap/preload.js']],
  [
    'a sandboxed instance',
    { sandbox: true, bestEffort: true },
    ['lib/supervise/bootstrap/preload.js', 'lib/workers/bootstrap/no-inspector.js'],
  ],
])('%s of a service loads bundles', (_, options, bootstraps) => {
  project.write('server.js', SERVER);
  const files = answer(`
    const { supervise } = require('offloop');
    const options = { listen: { port: 0, host: '127.0.0.1' }, ...${JSON.stringify(options)} };
    const service = supervise(require.resolve('./server.js'), options);
    service.ready().then(() => fetch('http://127.0.0.1:' + service.port)).then((answer) => answer.json()).then(done);`);
  expect(inPackage(files, 'bundle').sort()).toEqual([...bootstraps, 'service.js']);
});

test('a log of offloop/pino is written, and its closed files are compressed, by the package alone', () => {
  const names = answer(`
    const log = require('offloop/pino')({ file: 'logs/app.log', mkdir: true, rotate: { size: 100 }, compress: 'gzip', digest: true });
    for (let n = 0; n < 100; n += 1) log.write('line ' + n + '\\n');
    const names = () => require('fs').readdirSync('logs');
    const look = () => (names().filter((name) => name.endsWith('.gz')).length > 0 ? done(names()) : setTimeout(look, 20));
    log.end(look);`);
  expect(names).toContain('app.log');
});

test('there is one class of each error, whichever entry point was loaded first', () => {
  const is = answer(`
    require('offloop/worker');
    require('offloop/zlib');
    const { TaskNotFoundError, WorkerPool } = require('offloop');
    const pool = new WorkerPool(require.resolve('./tasks.js'));
    pool.run('absent').catch((error) => done(error instanceof TaskNotFoundError));`);
  expect(is).toBe(true);
});

test('a stack names the module and the bundle; with source maps, the lines of lib/', () => {
  const failure = `require('offloop').hash('absent', 'abc').catch(({ stack }) => done(stack));`;
  expect(answer(failure)).toContain(path.join(home, 'bundle', 'main.js'));
  expect(answer(failure, ['--enable-source-maps'])).toContain(path.join(home, 'lib', 'hash', 'request.js'));
});

test('work on data in memory opens no file, also when it is first called late', () => {
  const { descriptors, ...outcomes } = firstCalls(home);
  expect(descriptors).toBe('EMFILE');
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['resolved']));
});
