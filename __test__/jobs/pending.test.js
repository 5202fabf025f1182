'use strict';

const { runFixture } = require('./helpers/child.js');

test.each(['pending job', 'pending file'])('a %s keeps the process alive until it settles', async (name) => {
  expect(await runFixture('pending.js', [name])).toMatchObject({ code: 0, stdout: 'settled\n' });
});

test.each(['idle', 'loaded'])('an engine that is %s lets the process end', async (name) => {
  expect(await runFixture('pending.js', [name])).toMatchObject({ code: 0, stdout: 'settled\n' });
});
