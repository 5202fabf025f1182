'use strict';

const { createHash } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { decompressSync } = require('../..');
const { startRecipes } = require('./helpers/recipes.js');
const { present } = require('../helpers/values.js');

let reader;
let url;

beforeAll(async () => {
  ({ reader, url } = await startRecipes());
});
afterAll(() => reader.remove());

const FILE = Buffer.from('a line of a file\n'.repeat(10_000));
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

function form(name, data) {
  const body = new FormData();
  body.append(name, new Blob([data]), 'name.txt');
  return { method: 'POST', body };
}

test('an upload with multer is digested on disk', async () => {
  const answer = await fetch(`${url}/photos`, form('photo', FILE));
  expect([answer.status, await answer.json()]).toEqual([201, { sha256: sha256(FILE), size: FILE.length }]);
});

test('an upload with busboy is digested and compressed as it comes', async () => {
  const answer = await fetch(`${url}/files`, form('file', FILE));
  /** @type {any} */
  const { sha256: digest, path: stored } = await answer.json();
  expect([answer.status, digest]).toEqual([201, sha256(FILE)]);
  const packed = fs.readFileSync(path.join(reader.folder, stored));
  expect(decompressSync('zstd', packed).equals(FILE)).toBe(true);
});

test.each(['/photos', '/files'])('a form without a file is a mistake of the client: %s', async (route) => {
  const body = new FormData();
  body.append('name', 'value');
  expect((await fetch(`${url}${route}`, { method: 'POST', body })).status).toBe(400);
});

test('progress comes as server-sent events, compressed too', async () => {
  const answer = await fetch(`${url}/progress`);
  expect(answer.headers.get('content-encoding')).not.toBeNull();
  const events = (await answer.text()).trimEnd().split('\n\n');
  const digest = sha256(fs.readFileSync(path.join(reader.folder, 'large.bin')));
  expect(events.at(-1)).toBe(`event: digest\ndata: "${digest}"`);
});

const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('one command is the input of the other', async () => {
  for (const name of ['listed/b', 'listed/a', 'listed/c']) reader.write(name, '');
  const answer = await fetch(
    `${url}/listed?folder=${encodeURIComponent(path.join(reader.folder, 'listed'))}`,
  );
  expect(await answer.json()).toEqual(['c', 'b', 'a']);
});

testOnLinux('if one of the commands fails, so does the whole', async () => {
  const answer = await fetch(`${url}/listed?folder=/no/such/folder`);
  expect(answer.status).toBe(500);
});

test('a client that has the body gets 304', async () => {
  const first = await fetch(`${url}/text`);
  expect(first.headers.get('etag')).toMatch(/^W\/"[0-9a-f]{16}"$/); // weak, since it was compressed
  // fetch would add `Cache-Control: no-cache`.
  const request = http.get(`${url}/text`, {
    headers: { 'If-None-Match': present(first.headers.get('etag')) },
  });
  const [again] = await once(request, 'response');
  expect([again.statusCode, await again.toArray()]).toEqual([304, []]);
});

test('what is compressed for busboy is what node can read, where it has Zstandard', () => {
  const [stored] = fs
    .readdirSync(path.join(reader.folder, 'uploads'))
    .filter((file) => file.endsWith('.zst'));
  const packed = fs.readFileSync(path.join(reader.folder, 'uploads', stored));
  if (zlib.zstdDecompressSync) expect(zlib.zstdDecompressSync(packed).equals(FILE)).toBe(true);
  else expect(packed.readUInt32LE(0)).toBe(0xfd2fb528);
});
