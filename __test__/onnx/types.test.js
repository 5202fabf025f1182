'use strict';

const { ELEMENT_TYPES } = require('../../lib/onnx/element-types.js');
const { describeWithRuntime, useModels } = require('./helpers/models.js');
const { node, writeModel } = require('./helpers/onnx-file.js');

const { folder, model } = useModels();

/** Each type by its number in onnx.proto, with data at its ends. @type {Record<string, [number, any]>} */
const TYPES = {
  float32: [1, Float32Array.of(-0, 1e-40, Infinity)],
  float64: [11, Float64Array.of(Number.MIN_VALUE, NaN, 0.1)],
  float16: [10, Uint16Array.of(0x0001, 0x3c00, 0xfbff)],
  int8: [3, Int8Array.of(-128, 0, 127)],
  uint8: [2, Uint8Array.of(0, 1, 255)],
  int16: [5, Int16Array.of(-32_768, 0, 32_767)],
  uint16: [4, Uint16Array.of(0, 1, 65_535)],
  int32: [6, Int32Array.of(-(2 ** 31), 0, 2 ** 31 - 1)],
  uint32: [12, Uint32Array.of(0, 1, 2 ** 32 - 1)],
  int64: [7, BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n)],
  uint64: [13, BigUint64Array.of(0n, 1n, 2n ** 64n - 1n)],
  bool: [9, Uint8Array.of(0, 1, 1)],
  string: [8, ['', 'ä', '日本']],
};

/** A model that gives back what goes in: an input and an output for each type. */
function echo() {
  const types = Object.entries(TYPES);
  return writeModel(folder.at('echo.onnx'), {
    nodes: types.map(([type]) => node('Identity', [type], `${type}Out`)),
    inputs: types.map(([type, [number]]) => [type, ['n'], number]),
    outputs: types.map(([type, [number]]) => [`${type}Out`, ['n'], number]),
  });
}

test('every type of elements is here', () => {
  expect(Object.keys(TYPES)).toEqual(Object.keys(ELEMENT_TYPES));
});

describeWithRuntime('tensors', () => {
  test('of every type come back as they went in', async () => {
    const tensors = Object.entries(TYPES).map(([type, [, data]]) => [
      type,
      { type, data, dims: [data.length] },
    ]);
    const results = await model(echo()).run(Object.fromEntries(tensors));
    expect(results).toEqual(Object.fromEntries(tensors.map(([type, tensor]) => [`${type}Out`, tensor])));
  });

  const Float16 = /** @type {any} */ (globalThis).Float16Array;
  (Float16 ? test : test.skip)('of a Float16Array go in, where node has it', async () => {
    const tensors = Object.entries(TYPES).map(([type, [, data]]) => [
      type,
      { type, data, dims: [data.length] },
    ]);
    const data = Float16.of(2 ** -24, 1, -65_504);
    const feeds = { ...Object.fromEntries(tensors), float16: { type: 'float16', data, dims: [3] } };
    const { float16Out } = await model(echo()).run(feeds);
    expect(float16Out?.data).toEqual(TYPES.float16?.[1]);
  });

  test('without elements come back so', async () => {
    const tensors = Object.entries(TYPES).map(([type, [, data]]) => [
      type,
      { type, data: data.slice(0, 0), dims: [0] },
    ]);
    const { float32Out, stringOut } = await model(echo()).run(Object.fromEntries(tensors));
    expect([float32Out, stringOut]).toEqual([
      { type: 'float32', data: new Float32Array(0), dims: [0] },
      { type: 'string', data: [], dims: [0] },
    ]);
  });
});
