'use strict';

const fs = require('node:fs');
const { start } = require('../../lib/process/child.js');
const { until } = require('../helpers/until.js');
const { describeLinux } = require('./helpers/children.js');

/** @type {[string, Record<string, string>][]} */
const REFUSED = [
  ['a null byte in a value', { ONE: '1\0TWO=2' }],
  ['a null byte in a name', { 'ONE\0TWO': '1' }],
  ['"=" in a name', { 'ONE=TWO': '1' }],
];

describeLinux('the environment of a process', () => {
  test.each(REFUSED)(
    'with %s is refused where it is joined, also if nothing has checked it before',
    async (_what, env) => {
      const child = start({ file: 'env', args: [], env, stdio: ['ignore', 'ignore', 'ignore'] });
      await expect(child.started).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
      expect(await child.ended).toMatchObject({ reason: 'start' });
    },
  );

  test('closes the descriptors that the process would have inherited when it is refused', async () => {
    const descriptor = fs.openSync('/dev/null', 'r');
    const child = start({
      file: 'env',
      args: [],
      env: { A: '\0' },
      stdio: ['ignore', 'ignore', 'ignore'],
      inherit: [descriptor],
    });
    await expect(child.started).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    const isClosed = () => !fs.existsSync(`/proc/self/fd/${descriptor}`);
    await until(isClosed);
  });
});
