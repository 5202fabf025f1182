'use strict';

const { createHash } = require('node:crypto');
const { post } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

describe('POST /digest', () => {
  const server = servedExample({});

  test.each([
    ['sha256', ''],
    ['md5,sha1,sha3-256', Buffer.alloc(300_000, 'a body')],
  ])('gives %s of the body', async (algorithms, body) => {
    const { status, json } = await post(server.url, `/digest?algorithms=${algorithms}`, body);
    const digests = algorithms.split(',').map((name) => [name, createHash(name).update(body).digest('hex')]);
    expect({ status, json }).toEqual({
      status: 200,
      json: { size: body.length, digests: Object.fromEntries(digests) },
    });
  });
});
