'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { finished } = require('node:stream/promises');
const { TEXT, accepting } = require('./helpers/compressed.js');
const { useFastify } = require('./helpers/fastify.js');
const { ask } = require('./helpers/server.js');

const serve = useFastify();

/**
 * A server that answers with a stream of the web.
 * @param {{ pull: (controller: any) => void, cancel?: () => void }} source
 */
function serving(source, code = 200) {
  return serve((app) =>
    app.get('/', (_request, reply) =>
      reply
        .code(code)
        .type('text/plain')
        .send(new ReadableStream(/** @type {any} */ (source))),
    ),
  );
}

/** Every way that an answer takes. @type {[string, http.OutgoingHttpHeaders][]} */
const WAYS = [
  ['as it is', {}],
  ['compressed', { 'Accept-Encoding': 'gzip' }],
  ['with a digest', { TE: 'trailers' }],
];

describe.each(WAYS)('a stream of the web that is sent %s', (_way, headers) => {
  test.each([
    ['an error', (controller) => controller.error(new Error('the disk is gone'))],
    ['a reason that is no error', (controller) => controller.error('the disk is gone')],
    ['undefined', (controller) => controller.error()],
    ['a chunk that is null, which is not the end', (controller) => controller.enqueue(null)],
    ['a chunk that is neither bytes nor text', (controller) => controller.enqueue(5)],
  ])('and fails before it has given anything is an error: %s', async (_what, pull) => {
    const port = await serving({ pull });
    const { status, headers: sent, trailers, text } = await ask(port, { headers });
    expect([status, sent['content-encoding'], sent.trailer, trailers]).toEqual([
      500,
      undefined,
      undefined,
      {},
    ]);
    expect(JSON.parse(text)).toHaveProperty('error.message');
  });

  test.each([
    ['an error', (controller) => controller.error(new Error('the disk is gone'))],
    ['undefined', (controller) => controller.error()],
  ])('and fails later is not taken for a whole: %s', async (_what, fail) => {
    let fails = false;
    const port = await serving({
      pull: (controller) => (fails ? fail(controller) : controller.enqueue(Buffer.from(TEXT))),
    });
    const [response] = await once(http.get({ port, host: '127.0.0.1', headers }), 'response');
    await once(response, 'data');
    fails = true;
    await expect(finished(response.resume())).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('is cancelled when the client goes away', async () => {
    /** @type {(value: unknown) => void} */
    let cancelled = () => {};
    const cancel = new Promise((resolve) => {
      cancelled = resolve;
    });
    const port = await serving({
      pull: (controller) => controller.enqueue(Buffer.from(TEXT)),
      cancel: () => cancelled('cancelled'),
    });
    const request = http.get({ port, host: '127.0.0.1', headers });
    const [response] = await once(request, 'response');
    await once(response, 'data');
    response.on('error', () => {});
    request.destroy();
    await expect(cancel).resolves.toBe('cancelled');
  });
});

test('an answer without a body reads no stream without an end', async () => {
  const port = await serving({ pull: (controller) => controller.enqueue(Buffer.from(TEXT)) }, 204);
  expect(await ask(port, accepting('gzip'))).toMatchObject({ status: 204, text: '' });
});

test('the cookies of a Response are sent once each', async () => {
  const cookies = [
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
    ['Content-Type', 'text/plain'],
  ];
  const port = await serve((app) =>
    app.get('/', (_request, reply) =>
      reply.send(new Response(TEXT, { headers: /** @type {any} */ (cookies) })),
    ),
  );
  for (const [, headers] of WAYS) {
    const answer = await ask(port, { headers });
    expect([answer.headers['set-cookie'], answer.text]).toEqual([['a=1', 'b=2'], TEXT]);
  }
});
