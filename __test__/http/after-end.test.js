'use strict';

const { once } = require('node:events');
const { TEXT, accepting, compressed } = require('./helpers/compressed.js');
const { ask, useServers } = require('./helpers/server.js');

const start = useServers();

/** What a program sees that goes on with a response which it has ended, without and with data that is to be compressed. */
async function seen(type, body, goOn) {
  const found = [];
  const note = (what) => (error) => found.push([what, error?.code]);
  let response;
  const port = await compressed(start, (_req, res) => {
    response = res;
    res.setHeader('Content-Type', type);
    res.on('error', note('error'));
    if (Array.isArray(body)) res.write(body[0]);
    res.end(Array.isArray(body) ? body[1] : body);
    goOn(res, note);
  });
  const answer = ask(port, accepting('gzip'));
  while (response === undefined) await new Promise(setImmediate);
  if (!response.writableFinished) await once(response, 'finish');
  await new Promise(setImmediate);
  return { found, text: (await answer).text };
}

/**
 * What is done after the end, but for an end with a callback and nothing else: what that gets depends on how much was sent
 * by then. Node itself says what follows: of a type that is not compressed. */
const CASES = [
  ['a write', (res) => res.write('more')],
  ['a write with a callback', (res, note) => res.write('more', note('write'))],
  ['a write with an encoding and a callback', (res, note) => res.write('6d', 'hex', note('write'))],
  ['an end', (res) => res.end()],
  ['an end with data', (res) => res.end('more')],
  ['an end with data and a callback', (res, note) => res.end('more', note('end'))],
];
const BODIES = { whole: TEXT, 'as a stream': [TEXT, TEXT] };

describe.each(Object.entries(BODIES))('after the end of a body given %s', (_how, body) => {
  test.each(CASES)('%s gives what node gives', async (_what, goOn) => {
    const ours = await seen('text/plain', body, goOn);
    const nodes = await seen('image/png', body, goOn);
    const sorted = ({ found, text }) => ({ found: found.map(String).sort(), size: text.length });
    expect(sorted(ours)).toEqual(sorted(nodes));
  });
});

test.each(Object.entries(BODIES))(
  'a second end of a body given %s has its callback called',
  async (_how, body) => {
    const { found } = await seen('text/plain', body, (res, note) => res.end(note('end')));
    expect(found).toEqual([['end', undefined]]);
  },
);

test('callbacks of writes are called, and that of the end when all is sent', async () => {
  const events = [];
  const port = await compressed(start, (_req, res) => {
    res.on('finish', () => events.push('finish'));
    res.write(TEXT, () => events.push('write'));
    res.end(TEXT, () => events.push('end'));
  });
  expect((await ask(port, accepting('br'))).text).toBe(TEXT + TEXT);
  await new Promise(setImmediate);
  expect(events.sort()).toEqual(['end', 'finish', 'write']);
});
