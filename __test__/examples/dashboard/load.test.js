'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { load } = require('../../../examples/dashboard/compare/load.js');
const { pace, percentile } = require('../../../examples/dashboard/compare/pace.js');
const { request } = require('../helpers/request.js');
const { served } = require('../helpers/served.js');
const { until } = require('../../helpers/until.js');

const LOAD_SECONDS = 5;
const LIGHT = { seconds: 3, perSecond: 30 };

describe('while heavy requests saturate every core', () => {
  const server = served({ OFFLOAD: 'offloop' });

  test('pings and file reads are answered, and none waits as long as a heavy request', async () => {
    const heavy = load(server.url, LOAD_SECONDS);
    await sleep(1000);
    const [ping, readfile, engine] = await Promise.all([
      pace(`${server.url}/ping`, LIGHT),
      pace(`${server.url}/readfile`, LIGHT),
      until(async () => {
        const now = (await request(server.url, '/stats')).json.engine;
        return now.running === now.threads && now.queued > 0 && now;
      }),
    ]);
    const { report, digest } = await heavy;

    expect(engine.running).toBe(engine.threads);
    expect(engine.queued).toBeGreaterThan(0);
    expect(report.perSecond + digest.perSecond).toBeGreaterThan(0);
    expect(report.failures + digest.failures).toBe(0);
    for (const light of [ping, readfile]) {
      expect(light.times).toHaveLength(LIGHT.seconds * LIGHT.perSecond);
      expect(light.failures).toBe(0);
      expect(percentile(light, 1)).toBeLessThan(report.latency);
    }
  });
});
