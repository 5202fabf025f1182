'use strict';

const { post, request } = require('../helpers/request.js');
const { servedExample } = require('../helpers/served.js');

const PASSWORD = 'correct horse battery stäple';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('POST /users and /login', () => {
  const server = servedExample({});
  const send = (path, body) => post(server.url, path, JSON.stringify(body), JSON_TYPE);

  test('a registered user logs in with the password alone', async () => {
    expect(await send('/users', { name: 'ada', password: PASSWORD })).toMatchObject({
      status: 201,
      json: { name: 'ada' },
    });
    expect(await send('/login', { name: 'ada', password: PASSWORD })).toMatchObject({
      status: 200,
      json: { name: 'ada' },
    });
    const wrong = await send('/login', { name: 'ada', password: `${PASSWORD}!` });
    expect({ status: wrong.status, code: wrong.json.error.code }).toEqual({
      status: 401,
      code: 'ERR_WRONG_PASSWORD',
    });
  });

  test('an unknown name is answered as a wrong password is', async () => {
    const unknown = await send('/login', { name: 'nobody', password: PASSWORD });
    const wrong = await send('/login', { name: 'ada', password: 'another password' });
    expect({ status: unknown.status, text: unknown.text }).toEqual({
      status: wrong.status,
      text: wrong.text,
    });
  });

  test('a name is given once, also to those who ask at the same time', async () => {
    const calls = Array.from({ length: 2 }, () => send('/users', { name: 'bob', password: PASSWORD }));
    const answers = await Promise.all(calls);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('another way to write the same letters is the same password', async () => {
    await send('/users', { name: 'cecile', password: 'p\u00e4ssword' });
    expect((await send('/login', { name: 'cecile', password: 'pa\u0308ssword' })).status).toBe(200);
  });

  test.each([
    [{}, 400],
    [{ name: 'x' }, 400],
    [{ name: 5, password: PASSWORD }, 400],
    [{ name: '', password: PASSWORD }, 400],
    [{ name: 'a b', password: PASSWORD }, 400],
    [{ name: 'x', password: 'short' }, 400],
    [{ name: 'x', password: { length: 20 } }, 400],
    [{ name: 'x', password: 'x'.repeat(257) }, 400],
    [{ name: 'x', password: 'x'.repeat(5000) }, 413],
  ])('%j is refused with %i', async (body, status) => {
    expect((await send('/users', body)).status).toBe(status);
    expect((await send('/login', body)).status).toBe(status);
  });

  test('a body that is not JSON is refused with 400', async () => {
    expect((await post(server.url, '/login', '{', JSON_TYPE)).status).toBe(400);
    expect((await post(server.url, '/login', 'name=ada')).status).toBe(400);
  });

  test('others are answered while passwords are hashed', async () => {
    const calls = Array.from({ length: 2 }, (_, index) =>
      send('/users', { name: `user${index}`, password: PASSWORD }),
    );
    expect((await request(server.url, '/report?rows=1')).status).toBe(200);
    expect((await Promise.all(calls)).every(({ status }) => status === 201)).toBe(true);
  });
});
