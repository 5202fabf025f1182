'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { execFile, isolationSupport } = require('../..');
const { packageFiles } = require('../../lib/process/package-files.js');
const { startOutcome } = require('../../lib/process/start-outcome.js');
const { useFolder } = require('../helpers/folder.js');
const { destroyPools, failure, makePool } = require('../workers/helpers/pools.js');

const describeSandbox = isolationSupport().sandbox ? describe : describe.skip;
const folder = useFolder();
const root = path.join(__dirname, '..', '..');

afterEach(destroyPools);

const READ = `
  const fs = require('node:fs');
  const get = (call) => { try { return call(); } catch (error) { return error.code; } };
  exports.read = (name) => get(() => fs.readFileSync(name, 'utf8'));
  exports.list = (name) => get(() => fs.readdirSync(name));`;

/** Writes files with their names as contents. */
function write(...names) {
  for (const name of names) {
    fs.mkdirSync(path.dirname(folder.at(name)), { recursive: true });
    fs.writeFileSync(folder.at(name), name.endsWith('worker.js') ? READ : name);
  }
}

describeSandbox('a worker under sandbox: true', () => {
  test('reads its package, but nothing whose name begins with a dot', async () => {
    write('package.json', 'src/worker.js', 'data/list', '.env', 'src/.env', '.git/config', 'data/.keys/key');
    write('node_modules/installed/index.js', 'node_modules/.store/part.js');
    fs.writeFileSync(folder.at('package.json'), '{}');
    const pool = makePool('process', { sandbox: true }, folder.at('src/worker.js'));
    const read = (name) => pool.run('read', [folder.at(name)]);
    for (const name of ['data/list', 'node_modules/installed/index.js', 'node_modules/.store/part.js'])
      expect(await read(name)).toBe(name);
    for (const name of ['.env', 'src/.env', '.git/config', 'data/.keys/key'])
      expect([name, await read(name)]).toEqual([name, 'EACCES']);
    expect(await pool.run('list', [folder.at('.git')])).toBe('EACCES');
  });

  test('starts where the working directory is in another package, and reads no more of that than package.json', async () => {
    write('worker/worker.js', 'service/lib/settings', 'service/settings');
    for (const name of ['worker', 'service']) fs.writeFileSync(folder.at(`${name}/package.json`), '{}');
    const options = { sandbox: true, cwd: folder.at('service/lib') };
    const pool = makePool('process', options, folder.at('worker/worker.js'));
    const read = (name) => pool.run('read', [folder.at(`service/${name}`)]);
    expect([await read('package.json'), await read('settings'), await read('lib/settings')]).toEqual([
      '{}',
      'EACCES',
      'EACCES',
    ]);
  });

  test('starts where its file is in no package and a package.json is above', async () => {
    const home = { ...process.env, HOME: folder.path };
    write('worker.js', 'secret');
    fs.writeFileSync(folder.at('package.json'), '{}');
    const program = `
      const { WorkerPool } = require(process.argv[1]);
      const pool = new WorkerPool(process.argv[2], { isolation: 'process', sandbox: true });
      Promise.all(process.argv.slice(3).map((name) => pool.run('read', [name]))).then((all) => {
        console.log(JSON.stringify(all));
        return pool.close();
      });`;
    const args = [
      '-e',
      program,
      root,
      ...['worker.js', 'package.json', 'secret'].map((name) => folder.at(name)),
    ];
    const { stdout } = await execFile(process.execPath, args, { env: home });
    expect(JSON.parse(stdout)).toEqual(['{}', 'EACCES']);
  });

  test('says what it may read', async () => {
    write('worker.js', 'input');
    const pool = makePool('process', { sandbox: { read: [folder.at('input')] } }, folder.at('worker.js'));
    expect(pool.isolation).toBe(null);
    await pool.run('read', [folder.at('input')]);
    expect(pool.isolation?.read).toEqual(expect.arrayContaining([folder.at('input'), folder.path]));
  });
});

describe('the program of a worker file', () => {
  test.each(['HOME', 'TMPDIR'])('is the file alone where its folder is that of %s', async (variable) => {
    write('worker.js', 'package.json', 'node_modules/x/index.js');
    const program = `JSON.stringify(require(process.argv[1]).packageFiles(process.argv[2]))`;
    const module = require.resolve('../../lib/process/package-files.js');
    const env = { ...process.env, [variable]: folder.path };
    const args = ['-p', program, module, folder.at('worker.js')];
    const { stdout } = await execFile(process.execPath, args, { env });
    const own = { read: [folder.at('worker.js'), folder.at('node_modules')], packages: [] };
    expect(JSON.parse(stdout)).toEqual(own);
  });

  test('is refused with its folder where it has too many files', async () => {
    /** @type {any} */
    const outcome = {
      kind: 'setup',
      stage: 'landlock',
      errno: os.constants.errno.E2BIG,
      path: Buffer.from('/app'),
    };
    const error = await failure(startOutcome(Promise.resolve(outcome), { file: 'node', args: [] }, []));
    expect(error).toMatchObject({ code: 'ERR_ISOLATION_SETUP', stage: 'landlock', path: '/app' });
    expect(error.message).toMatch(/'\/app'.*package\.json of its own/);
  });

  test('is its folder too where that is inside a folder whose name begins with a dot', () => {
    write('package.json', '.next/server/worker.js');
    const { packages } = packageFiles(folder.at('.next/server/worker.js'));
    expect(packages).toEqual([folder.path, folder.at('.next/server')]);
  });
});

describeSandbox('a listed path with a link in it', () => {
  test.each(['read', 'write'])('is refused in %s, with what the link leads to', async (list) => {
    write('real/input');
    fs.symlinkSync('real', folder.at('link'));
    const call = execFile('true', [], { sandbox: { [list]: [folder.at('link/input')] } });
    expect(await failure(call)).toMatchObject({
      code: 'ERR_ISOLATION_SETUP',
      stage: 'landlock',
      path: folder.at('link'),
      target: folder.at('real'),
      message: expect.stringContaining(`leads to '${folder.at('real')}'. List that`),
    });
  });
});
