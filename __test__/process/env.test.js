'use strict';

const fs = require('node:fs');
const { start } = require('../../lib/process/child.js');
const { until } = require('../helpers/until.js');
const { describeLinux } = require('./helpers/children.js');

const REFUSED = [
  ['a null byte in a value', { ONE: '1\0TWO=2' }],
  ['a null byte in a name', { 'ONE\0TWO': '1' }],
  ['"=" in a name', { 'ONE=TWO': '1' }],
];

describeLinux('the environment of a process', () => {
  test.each(REFUSED)(
    'with %s is refused where it is joined, whoever left it unchecked',
    async (_what, env) => {
      const child = start({ file: 'env', args: [], env, stdio: ['ignore', 'ignore', 'ignore'] });
      await expect(child.started).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
      expect(await child.ended).toMatchObject({ reason: 'start' });
    },
  );

  test('closes the descriptors that the process would have inherited when it is refused', async () => {
    const descriptor = fs.openSync('/dev/null');
    const stdio = ['ignore', 'ignore', 'ignore'];
    const child = start({ file: 'env', args: [], env: { A: '\0' }, stdio, inherit: [descriptor] });
    await expect(child.started).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    const isClosed = () => !fs.existsSync(`/proc/self/fd/${descriptor}`);
    await until(isClosed);
  });
});
