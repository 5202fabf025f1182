'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');
const { present } = require('../../helpers/values.js');
const { outputOf } = require('../../helpers/program.js');

const ALGORITHMS = ['sha256', 'sha512', 'md5'];
const root = useSharedFolder();
const folder = path.join(root, 'served');
const content = {
  'large.bin': Buffer.alloc(96 << 20, 'large'),
  'empty.bin': Buffer.alloc(0),
  'ünï cödé.txt': Buffer.from('x'),
};

beforeAll(() => {
  fs.mkdirSync(path.join(folder, 'folder'), { recursive: true });
  for (const [name, bytes] of Object.entries(content)) fs.writeFileSync(path.join(folder, name), bytes);
  fs.writeFileSync(path.join(root, 'secret.txt'), 'secret');
  fs.symlinkSync('../secret.txt', path.join(folder, 'link.txt'));
  if (process.platform !== 'win32') outputOf('mkfifo', [path.join(folder, 'fifo')]);
});

/** The events of a stream, as [name, data]. */
function events(text) {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.map((block) => {
    const [, name, data] = present(/^event: (.*)\ndata: (.*)$/.exec(block));
    return [name, JSON.parse(data)];
  });
}

describe('GET /files/:name/digest', () => {
  const server = servedExample({ FILES: folder });
  const digest = (name, query = '') => request(server.url, `/files/${name}/digest${query}`);

  test.each(Object.keys(content))('streams the progress and then the digests of %s', async (name) => {
    const { status, headers, text } = await digest(encodeURIComponent(name), `?algorithms=${ALGORITHMS}`);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/event-stream' });
    const received = events(text);
    const size = content[name].length;
    const digests = ALGORITHMS.map((algorithm) => [
      algorithm,
      createHash(algorithm).update(content[name]).digest('hex'),
    ]);
    expect(received.pop()).toEqual(['digest', Object.fromEntries(digests)]);
    expect(received.map(([event]) => event)).toEqual(received.map(() => 'progress'));
    const done = received.map(([, progress]) => progress.bytesDone);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(size);
    expect(received.every(([, progress]) => progress.bytesTotal === size)).toBe(true);
    if (name === 'large.bin') expect(received.length).toBeGreaterThan(1);
  });

  test.each([
    ['%ff', 400],
    ['..%2fsecret.txt', 400],
    ['..%2F..%2F..%2fetc%2fpasswd', 400],
    ['%2fetc%2fpasswd', 400],
    ['folder%2f..%2f..%2fsecret.txt', 400],
    ['..%5csecret.txt', 400],
    ['large.bin%00.txt', 400],
    ['..%2f', 400],
    ['%2e%2e', 400],
    ['link.txt', 404],
    ['folder', 404],
    ['missing.bin', 404],
    ['x'.repeat(300), 404],
    ...(process.platform === 'win32' ? [] : [['fifo', 404]]),
  ])('refuses %s with %i and does not show its path', async (name, status) => {
    const answer = await digest(name);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.text).not.toContain(root);
  });

  test('refuses an unknown algorithm with 400 before a stream begins', async () => {
    const { status, json } = await digest('large.bin', '?algorithms=sha256,nonsense');
    expect({ status, code: json.error.code }).toEqual({ status: 400, code: 'ERR_CRYPTO_INVALID_DIGEST' });
  });
});
