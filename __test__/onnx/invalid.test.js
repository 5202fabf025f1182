'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { describeWithRuntime, square, useModels, voiceModel } = require('./helpers/models.js');
const { externalWeights, node, writeModel } = require('./helpers/onnx-file.js');

const { folder, model } = useModels();

const x = square(2, 1);

describeWithRuntime('models that cannot be loaded', () => {
  /** @type {[string, () => string, RegExp][]} */
  const INVALID = [
    ['text', () => written('hello'), /Protobuf parsing failed/],
    ['an empty file', () => written(''), /./],
    ['a file that is cut off', () => written(fs.readFileSync(voiceModel()).subarray(0, 1_000_000)), /./],
    [
      'an unknown operator',
      () => writeModel(folder.at('bad.onnx'), { nodes: [node('Frobnicate', ['x'], 'z')], ...ends }),
      /Frobnicate/,
    ],
    [
      'external data that is not there',
      () =>
        writeModel(folder.at('bad.onnx'), {
          nodes: [node('MatMul', ['x', 'w'], 'z'), externalWeights('w', [2, 2], 'weights.bin')],
          ...ends,
        }),
      /weights\.bin|External data/i,
    ],
  ];
  const ends = {
    inputs: /** @type {[string, number[]][]} */ ([['x', [2, 2]]]),
    outputs: /** @type {[string, number[]][]} */ ([['z', [2, 2]]]),
  };

  /** @param {string | Buffer} content */
  function written(content) {
    fs.writeFileSync(folder.at('bad.onnx'), content);
    return folder.at('bad.onnx');
  }

  test.each(INVALID)('%s', async (_, make, message) => {
    const file = make();
    const bad = model(file);
    const error = await bad.run({ x }).catch((reason) => reason);
    expect(error).toMatchObject({
      code: 'ERR_MODEL_INVALID',
      path: file,
      message: expect.stringMatching(message),
    });
    expect(error.message).toContain(file);
    for (const call of [bad.run({ x }), bad.info(), bad.ready()]) await expect(call).rejects.toBe(error);
  });

  test('external data is read where it is allowed', async () => {
    fs.writeFileSync(folder.at('weights.bin'), Buffer.from(Float32Array.of(2, 0, 0, 2).buffer));
    const file = writeModel(folder.at('good.onnx'), {
      nodes: [node('MatMul', ['x', 'w'], 'z'), externalWeights('w', [2, 2], 'weights.bin')],
      ...ends,
    });
    const { z } = await model(file, { read: [folder.at('weights.bin')] }).run({ x });
    expect(z).toMatchObject({ data: Float32Array.of(2, 2, 2, 2) });
  });

  test('what is not a regular file is refused before a worker waits for it', async () => {
    execFileSync('mkfifo', [folder.at('fifo')]);
    for (const [path, type] of [
      [folder.at('fifo'), 'FIFO'],
      [folder.path, 'directory'],
      ['/dev/zero', 'device'],
    ]) {
      const bad = model(path);
      const message = expect.stringContaining(type);
      await expect(bad.run({ x })).rejects.toMatchObject({ code: 'ERR_MODEL_INVALID', path, message });
      expect(bad.stats.restarts).toBe(0);
      expect(bad.isolation).toBeNull();
    }
  });

  test('a file that is not there is the error of the system', async () => {
    await expect(model(folder.at('none.onnx')).ready()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
