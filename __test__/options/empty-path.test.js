'use strict';

const { WorkerPool, execFile, supervise } = require('../..');
const { OnnxModel } = require('../../onnx.js');

/** @type {[string, unknown][]} */
const PATHS = [
  ['text', ''],
  ['a Buffer', Buffer.alloc(0)],
];

/** @type {[string, (sandbox: any) => unknown][]} */
const CALLS = [
  ['a command', (sandbox) => execFile('true', { sandbox })],
  ['a pool', (sandbox) => new WorkerPool(__filename, { isolation: 'process', sandbox })],
  ['a service', (sandbox) => supervise(__filename, { sandbox })],
];

describe.each(CALLS)('the sandbox of %s', (_, call) => {
  test.each(PATHS)('has no empty path, as %s', async (__, empty) => {
    for (const list of ['read', 'write']) {
      await expect((async () => call({ [list]: ['/', empty] }))()).rejects.toMatchObject({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_VALUE',
        message: expect.stringContaining(`'options.sandbox.${list}[1]' must not be empty`),
      });
    }
  });
});

test('the sandbox of a model has no empty path', async () => {
  await expect((async () => new OnnxModel(__filename, { read: [''] }))()).rejects.toMatchObject({
    name: 'TypeError',
    code: 'ERR_INVALID_ARG_VALUE',
    message: expect.stringContaining("'options.read[0]' must not be empty"),
  });
});
