'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { useSharedFolder } = require('../../helpers/folder.js');
const { until } = require('../../helpers/until.js');
const { request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

const uploads = useSharedFolder();
const LIMIT = 500_000;
const BODY = Buffer.alloc(400_000, 'uploaded');

const digestOf = (body) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
const RIGHT = { 'content-digest': digestOf(BODY) };

describe('PUT /uploads/:name', () => {
  const server = servedExample({ UPLOADS: uploads, MAX_UPLOAD: String(LIMIT) });
  const put = (name, body, headers) =>
    request(server.url, `/uploads/${name}`, { method: 'PUT', body, headers });
  beforeEach(() => fs.readdirSync(uploads).forEach((name) => fs.rmSync(path.join(uploads, name))));

  test.each(['content-digest', 'repr-digest'])('stores what has its %s', async (header) => {
    const { status, json } = await put('file.bin', BODY, { [header]: digestOf(BODY) });
    expect({ status, json }).toEqual({
      status: 201,
      json: { name: 'file.bin', size: BODY.length, digest: digestOf(BODY) },
    });
    expect(fs.readdirSync(uploads)).toEqual(['file.bin']);
    expect(BODY.equals(fs.readFileSync(path.join(uploads, 'file.bin')))).toBe(true);
  });

  test.each([
    ['another body', 'file', 'other', RIGHT, 400, 'EINTEGRITY'],
    ['a malformed header', 'file', BODY, { 'content-digest': 'sha-256=AAAA' }, 400, 'ERR_INTEGRITY_INVALID'],
    ['no digest', 'file', BODY, {}, 400, 'ERR_NO_DIGEST'],
    ['a path', '..%2Ffile', BODY, RIGHT, 400, 'ERR_BAD_NAME'],
    ['a compressed body', 'file', BODY, { ...RIGHT, 'content-encoding': 'gzip' }, 415, 'ERR_BAD_CODING'],
    ['too much', 'file', Buffer.alloc(LIMIT + 1), RIGHT, 413, 'ERR_UPLOAD_TOO_LARGE'],
    [
      'too much, without a Content-Length',
      'file',
      Buffer.alloc(LIMIT + 1),
      { ...RIGHT, 'transfer-encoding': 'chunked' },
      413,
      'ERR_UPLOAD_TOO_LARGE',
    ],
  ])('refuses %s, and nothing stays', async (_, name, body, headers, status, code) => {
    const answer = await put(name, body, headers);
    expect({ status: answer.status, code: answer.json.error.code }).toEqual({ status, code });
    expect(fs.readdirSync(uploads)).toEqual([]);
  });

  test('leaves nothing of a client that goes away', async () => {
    const { hostname, port } = new URL(server.url);
    const headers = { ...RIGHT, 'content-length': BODY.length };
    const sent = http.request({
      hostname,
      port,
      path: '/uploads/file',
      method: 'PUT',
      headers,
      agent: false,
    });
    sent.on('error', () => {});
    sent.write(BODY.subarray(0, 100_000));
    await until(() => fs.readdirSync(uploads).length > 0);
    sent.destroy();
    await until(() => fs.readdirSync(uploads).length === 0);
    expect(fs.existsSync(path.join(uploads, 'file'))).toBe(false);
  });
});
