'use strict';

const fs = require('node:fs');
const os = require('node:os');
const { pathToFileURL } = require('node:url');
const { OnnxModel } = require('../../onnx.js');
const { describeWithRuntime, sandbox, square, useModels, workerPids } = require('./helpers/models.js');
const { writeMatrices } = require('./helpers/onnx-file.js');
const { wrong } = require('../helpers/values.js');

const { folder, matrices, model } = useModels();
const small = { x: square(2, 1), y: square(2, 1) };

test.each([
  [undefined, 'ERR_INVALID_ARG_TYPE'],
  [1, 'ERR_INVALID_ARG_TYPE'],
  ['', 'ERR_INVALID_ARG_VALUE'],
  ['a\0b', 'ERR_INVALID_ARG_VALUE'],
  [new URL('http://localhost/a.onnx'), 'ERR_INVALID_URL_SCHEME'],
])('a model file of %j is refused', (file, code) => {
  expect(() => new OnnxModel(wrong(file))).toThrow(expect.objectContaining({ code }));
});

test.each([
  [{ maxWorkers: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ threads: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ threads: '2' }, 'ERR_INVALID_ARG_TYPE'],
  [{ maxQueue: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ idleTimeout: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ startTimeout: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ taskTimeout: 'long' }, 'ERR_INVALID_ARG_TYPE'],
  [{ memoryMb: 63 }, 'ERR_OUT_OF_RANGE'],
  [{ maxOutputMb: 1025 }, 'ERR_OUT_OF_RANGE'],
  [{ nice: 20 }, 'ERR_OUT_OF_RANGE'],
  [{ sandbox: {} }, 'ERR_INVALID_ARG_TYPE'],
  [{ bestEffort: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ read: '/weights' }, 'ERR_INVALID_ARG_TYPE'],
  [{ read: [1] }, 'ERR_INVALID_ARG_TYPE'],
  [{ session: 'fast' }, 'ERR_INVALID_ARG_TYPE'],
  [{ session: { intraOpNumThreads: 2 } }, 'ERR_INVALID_ARG_VALUE'],
  [{ session: { executionProviders: ['cuda'] } }, 'ERR_INVALID_ARG_VALUE'],
  [{ session: { log() {} } }, 'ERR_INVALID_ARG_VALUE'],
  [{ runtime: 1 }, 'ERR_INVALID_ARG_TYPE'],
])('a model with %j is refused', (options, code) => {
  expect(() => new OnnxModel('/a.onnx', wrong(options))).toThrow(expect.objectContaining({ code }));
});

test.each([
  [{ outputs: [] }, 'ERR_INVALID_ARG_VALUE'],
  [{ outputs: [1] }, 'ERR_INVALID_ARG_TYPE'],
  [{ signal: {} }, 'ERR_INVALID_ARG_TYPE'],
])('a run with %j is refused', async (options, code) => {
  await expect(new OnnxModel('/a.onnx').run({}, wrong(options))).rejects.toMatchObject({ code });
});

describeWithRuntime('options that the worker is started with', () => {
  test('the model is a URL, and workers have the nice value and a sandbox', async () => {
    const file = pathToFileURL(writeMatrices(folder.at('with space.onnx')));
    const one = model(file, { nice: 7 });
    await expect(one.run(small)).resolves.toHaveProperty('sum');
    expect(workerPids().map((pid) => os.getPriority(Number(pid)))).toEqual([
      Math.min(19, os.getPriority() + 7),
    ]);
    expect(one.isolation).toMatchObject({ filesystem: sandbox, syscalls: sandbox });
  });

  test('options of the session are those of the runtime, and what it writes is not written from a sandbox', async () => {
    const optimizedModelFilePath = folder.at('optimized.onnx');
    const session = { optimizedModelFilePath };
    if (sandbox) {
      await expect(matrices(1, { session }).ready()).rejects.toMatchObject({ code: 'ERR_MODEL_INVALID' });
      expect(fs.existsSync(optimizedModelFilePath)).toBe(false);
    }
    await matrices(1, { session, sandbox: false }).ready();
    expect(fs.existsSync(optimizedModelFilePath)).toBe(true);
  });
});
