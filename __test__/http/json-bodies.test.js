'use strict';

const zlib = require('node:zlib');
const express = require('express');
const { decompressBody, errorHandler, json } = require('../../express.js');
const { ask, useServers } = require('./helpers/server.js');
const { wrong } = require('../helpers/values.js');

const start = useServers();
const MARK = '\ufeff';
const LARGE = JSON.stringify(Array.from({ length: 30_000 }, (_, n) => ({ n, text: 'é'.repeat(n % 9) })));

/** An app that answers with the body that a parser has read, `null` for undefined. */
function echo(parser) {
  const app = express().use(parser);
  app.post('/', (req, res) => res.json({ body: req.body ?? null }));
  return start(app.use(errorHandler()));
}

const swapped = (text) => Buffer.from(text, 'utf16le').swap16();
const type = (value) => ({ 'Content-Type': value });
const JSON_TYPE = type('application/json');

/** [what, body, headers, options of both parsers] */
/** @type {[string, any, object, object?][]} */
const REQUESTS = [
  ['an object', '{"a":1}', JSON_TYPE],
  ['an array behind white space', ' \n[1]', JSON_TYPE],
  ['a byte order mark', `${MARK}{"a":1}`, JSON_TYPE],
  ['nothing but a byte order mark', MARK, JSON_TYPE],
  ['an empty body with a length', '', { ...JSON_TYPE, 'Content-Length': '0' }],
  ['an empty body in chunks', '', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }],
  [
    'an empty body that is gzip by its headers',
    '',
    { ...JSON_TYPE, 'Transfer-Encoding': 'chunked', 'Content-Encoding': 'gzip' },
  ],
  ['no body', undefined, JSON_TYPE],
  ['white space', '  ', JSON_TYPE],
  ['a string', '"a"', JSON_TYPE],
  ['a string, not strict', '"a"', JSON_TYPE, { strict: false }],
  ['null, not strict', 'null', JSON_TYPE, { strict: false }],
  ['half an object', '{"a":', JSON_TYPE],
  ['no type', '{"a":1}', {}],
  ['another type', '{"a":1}', type('text/plain')],
  ['a type in capitals, with parameters', '{"a":1}', type('Application/JSON ; version=1; charset="UTF-8"')],
  ['problem+json', '{"a":1}', type('application/problem+json')],
  [
    'problem+json that is named',
    '{"a":1}',
    type('application/problem+json'),
    { type: 'application/problem+json' },
  ],
  ['a suffix', '{"a":1}', type('model/gltf+json; v=2'), { type: ['+json', 'application/json'] }],
  ['any application', '{"a":1}', type('application/x-y'), { type: 'application/*' }],
  ['any type', '{"a":1}', type('x/y'), { type: '*/*' }],
  ['a type by a function', '{"a":1}', type('x/y'), { type: (req) => req.headers['content-type'] === 'x/y' }],
  ['UTF-16', Buffer.from('{"é":1}', 'utf16le'), type('application/json; charset=utf-16le')],
  ['UTF-16 with a mark', Buffer.from(`${MARK}{"é":1}`, 'utf16le'), type('application/json; charset=utf-16')],
  [
    'UTF-16 with the mark of the other order',
    swapped(`${MARK}{"é":1}`),
    type('application/json; charset=utf-16'),
  ],
  ['large UTF-16, big-endian', swapped(LARGE), type('application/json; charset=utf-16be')],
  ['Latin-1', '{}', type('application/json; charset=iso-8859-1')],
  ['gzip', zlib.gzipSync('{"a":1}'), { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ['Brotli', zlib.brotliCompressSync('{"a":1}'), { ...JSON_TYPE, 'Content-Encoding': 'br' }],
  [
    'gzip where it is not wanted',
    zlib.gzipSync('{}'),
    { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
    { inflate: false },
  ],
  ['gzip of too much', zlib.gzipSync(`[${' '.repeat(4e6)}]`), { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ['an unknown coding', '{}', { ...JSON_TYPE, 'Content-Encoding': 'lzma' }],
  ['too much', `[${' '.repeat(4e6)}]`, JSON_TYPE],
  ['much', LARGE, JSON_TYPE],
  ['much with a mark', `${MARK}${LARGE}`, JSON_TYPE],
  ['a lone surrogate', '["\\ud800"]', JSON_TYPE],
  ['bytes that are not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), JSON_TYPE],
];

test.each(REQUESTS)('reads %s as express.json() does', async (_what, body, headers, options = {}) => {
  const limit = 3_000_000;
  const length = body?.length > 0 ? { 'Content-Length': Buffer.byteLength(body) } : {};
  const request = { method: 'POST', body, headers: { ...headers, ...length } };
  const theirs = await ask(await echo(express.json({ limit, ...options })), request);
  const ours = await ask(await echo(json({ limit, ...options })), request);
  expect(ours.status).toBe(theirs.status);
  if (ours.status === 200) expect(JSON.parse(ours.text)).toEqual(JSON.parse(theirs.text));
});

test('a body that decompressBody has read is as if it had come so', async () => {
  const app = express().use(decompressBody(), json({ inflate: false }));
  app.post('/', (req, res) => res.json(req.body));
  const body = zlib.gzipSync('[1]');
  const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip', 'Content-Length': body.length };
  expect((await ask(await start(app), { method: 'POST', body, headers })).text).toBe('[1]');
});

test.each([
  [{ type: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ type: 'json' }, 'ERR_INVALID_ARG_VALUE'],
  [{ type: [] }, 'ERR_INVALID_ARG_VALUE'],
  [{ strict: 'no' }, 'ERR_INVALID_ARG_TYPE'],
  [{ inflate: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ verify() {} }, 'ERR_INVALID_ARG_VALUE'],
])('refuses %p', (options, code) => {
  expect(() => json(wrong(options))).toThrow(expect.objectContaining({ code }));
});
