'use strict';

const { post, request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');

describe('an engine whose line is full', () => {
  const server = served({
    OFFLOAD: 'offloop',
    OFFLOOP_THREADS: '1',
    MAX_CONCURRENT_JOBS: '1',
    MAX_QUEUED_JOBS: '1',
  });
  const body = Buffer.alloc(4 << 20, 'offloop');

  test('refuses what is too much with 503 and Retry-After, and does the rest', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(server.url, '/compress/br', body)),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    for (const { headers, json } of refused) {
      expect(headers['retry-after']).toBe('1');
      expect(json).toEqual({ error: { code: 'ERR_QUEUE_FULL', message: expect.any(String) } });
    }
  });

  test('refuses in plain JSON also where the answer would have been compressed', async () => {
    const headers = { 'accept-encoding': 'br' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => request(server.url, '/report?rows=20000', { headers })),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused).not.toHaveLength(0);
    for (const answer of refused) {
      expect(answer.headers).not.toHaveProperty('content-encoding');
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.json.error.code).toBe('ERR_QUEUE_FULL');
    }
  });

  test('takes work again afterwards', async () => {
    expect((await post(server.url, '/compress/br', body)).status).toBe(200);
    expect((await request(server.url, '/stats')).json.engine.queued).toBe(0);
  });
});
