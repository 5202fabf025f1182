'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const ours = require('../../zlib.js');

const storage = new AsyncLocalStorage();

test('callbacks and streams keep the asynchronous context of their caller', async () => {
  const inRequest = (id) =>
    storage.run(id, () => {
      const seen = [];
      return new Promise((resolve) => {
        const stream = new ours.Gzip();
        stream.on('data', () => seen.push(storage.getStore()));
        stream.on('end', () => {
          seen.push(storage.getStore());
          ours.gunzip('damage', () => {
            seen.push(storage.getStore());
            ours.gzip('data', () => resolve([...seen, storage.getStore()]));
          });
        });
        stream.write('data');
        stream.flush(() => stream.end());
      });
    });
  const all = await Promise.all([1, 2, 3].map(inRequest));
  for (const [index, seen] of all.entries()) {
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen)).toEqual(new Set([index + 1]));
  }
});
