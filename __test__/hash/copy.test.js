'use strict';

const { once } = require('node:events');
const { createHash } = require('../../index.js');

test('a hash that is destroyed before its copy began destroys the copy without an error', async () => {
  const hash = createHash('sha256').update('x');
  const copy = hash.copy();
  hash.destroy();
  await once(copy, 'close');
  expect(copy.errored).toBe(null);
  await expect(copy.digest()).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
});
