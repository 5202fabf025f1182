'use strict';

const { OnnxModel } = require('../../onnx.js');
const { PEERS } = require('../../lib/peer.js');
const { describeWithRuntime, runtime, sandbox } = require('./helpers/models.js');
const { writeMatrices } = require('./helpers/onnx-file.js');
const { useFolder } = require('../helpers/folder.js');
const { outputOf } = require('../helpers/program.js');

const folder = useFolder();

test('without the runtime the first call rejects, and says what to install', async () => {
  const file = writeMatrices(folder.at('a.onnx'));
  const model = new OnnxModel(file, { runtime: folder.at('program.js') });
  for (const call of [() => model.run({}), () => model.info(), () => model.ready()]) {
    const message =
      'offloop/onnx needs the package onnxruntime-node: npm install onnxruntime-node ' +
      `(tested with version ${PEERS['onnxruntime-node']?.tested})`;
    await expect(call()).rejects.toMatchObject({ code: 'ERR_PEER_MISSING', message });
  }
  expect(model.stats.workers.total).toBe(0);
  expect(model.isolation).toBeNull();
  await model.close();
});

describeWithRuntime('with the runtime', () => {
  test('the service itself never loads it', () => {
    const script = `
    const { OnnxModel } = require(${JSON.stringify(require.resolve('../../onnx.js'))});
    const file = ${JSON.stringify(writeMatrices(folder.at('a.onnx')))};
    const model = new OnnxModel(file, { sandbox: ${sandbox}, runtime: ${JSON.stringify(runtime)} });
    model.info().then(async ({ inputs }) => {
      await model.close();
      const loaded = Object.keys(require.cache).some((name) => name.includes('onnxruntime'));
      console.log(JSON.stringify({ inputs: inputs.length, loaded }));
    });
  `;
    expect(JSON.parse(outputOf(process.execPath, ['--eval', script]))).toEqual({ inputs: 2, loaded: false });
  });
});
