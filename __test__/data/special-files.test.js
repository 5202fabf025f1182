'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const offloop = require('../..');
const { useSharedFolder } = require('../helpers/folder.js');
const { until } = require('../helpers/until.js');
const { outputOf } = require('../helpers/program.js');

const folder = useSharedFolder();
const at = (name) => path.join(folder, name);
const onUnix = process.platform === 'win32' ? describe.skip : describe;

async function allLines(source) {
  const values = [];
  for await (const value of offloop.parseJsonLines(source)) values.push(value);
  return values;
}

/** Every call that reads a file by its path. */
const CALLS = {
  hashFile: (file) => offloop.hashFile('sha256', file),
  'hashFile of a part': (file) => offloop.hashFile('sha256', file, { start: 5, end: 9 }),
  'hashFile of several digests': (file) => offloop.hashFile(['sha256', 'blake3'], file),
  integrity: (file) => offloop.integrity({ path: file }),
  verifyIntegrity: (file) => offloop.verifyIntegrity({ path: file }, `sha256-${'A'.repeat(43)}=`),
  contentDigest: (file) => offloop.contentDigest({ path: file }),
  verifyContentDigest: (file) => offloop.verifyContentDigest({ path: file }, `sha-256=:${'A'.repeat(43)}=:`),
  compressFile: (file) => offloop.compressFile('gzip', file, at('to')),
  'compressFile to Zstandard': (file) => offloop.compressFile('zstd', file, at('to'), { seekable: true }),
  decompressFile: (file) => offloop.decompressFile('auto', file, at('to')),
  openSeekable: (file) => offloop.openSeekable({ path: file }),
  parseJson: (file) => offloop.parseJson({ path: file }),
  parseJsonLines: (file) => allLines({ path: file }),
};

onUnix('a file that is not regular', () => {
  let server;
  beforeAll(async () => {
    outputOf('mkfifo', [at('fifo')]);
    fs.symlinkSync('fifo', at('link'));
    server = net.createServer().listen(at('socket'));
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });

  describe.each([
    ['FIFO without a writer', () => at('fifo'), 'FIFO'],
    ['link to one', () => at('link'), 'FIFO'],
    ['socket', () => at('socket'), 'socket'],
    ['device without an end', () => '/dev/zero', 'device'],
    ['device without bytes', () => '/dev/null', 'device'],
  ])('%s', (_, nameOf, fileType) => {
    test.each(Object.entries(CALLS))('is refused by %s', async (_name, call) => {
      const error = await call(nameOf()).catch((reason) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({ code: 'ERR_UNSUPPORTED_FILE_TYPE', path: nameOf() });
      expect(error.message).toContain(`not a ${fileType}: '${nameOf()}'`);
      expect(fs.existsSync(at('to'))).toBe(false);
    });

    test('is an error of its own among several files', async () => {
      const [other, special] = await offloop.hashFiles('sha256', [__filename, nameOf()]);
      expect(other.digest).toBe(await offloop.hashFile('sha256', __filename));
      expect(special).toEqual({ path: nameOf(), error: expect.any(Error) });
      expect(special.error).toMatchObject({ code: 'ERR_UNSUPPORTED_FILE_TYPE' });
    });
  });

  test('is not opened: a writer of a FIFO goes on waiting for its reader', async () => {
    const { O_WRONLY } = fs.constants;
    let isOpen = false;
    const opening = fs.promises.open(at('fifo'), O_WRONLY).then((handle) => {
      isOpen = true;
      return handle;
    });
    for (const call of Object.values(CALLS)) await call(at('fifo')).catch(() => {});
    expect(isOpen).toBe(false);
    const reader = await fs.promises.open(at('fifo'), fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    await until(() => isOpen);
    await Promise.all([reader.close(), (await opening).close()]);
  });
});
