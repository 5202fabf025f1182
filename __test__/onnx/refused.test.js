'use strict';

const {
  describeWithRuntime,
  square,
  useModels,
  useSharedMatrices,
  voiceModel,
  workerPids,
} = require('./helpers/models.js');
const { wrong } = require('../helpers/values.js');

const { matrices, model } = useModels();
const shared = useSharedMatrices();

const x = square(2, 1);
const ofSharedMemory = new Float32Array(new SharedArrayBuffer(16));

describeWithRuntime('inputs that a model does not take', () => {
  test.each([
    ['no object', null, 'ERR_INVALID_ARG_TYPE', /"feeds" argument must be an object/],
    ['no tensor', { x: 1, y: x }, 'ERR_INVALID_ARG_TYPE', /"feeds.x" property must be a tensor/],
    [
      'an unknown type',
      { x: { ...x, type: 'float' }, y: x },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.x.type' must be one of: float32/,
    ],
    [
      'another class of data',
      { x: { ...x, data: new Float64Array(4) }, y: x },
      'ERR_INVALID_ARG_TYPE',
      /"feeds.x.data" property must be an instance of Float32Array/,
    ],
    ['a list of numbers', { x: { ...x, data: [1, 1, 1, 1] }, y: x }, 'ERR_INVALID_ARG_TYPE', /Float32Array/],
    [
      'shared memory',
      { x: { ...x, data: ofSharedMemory }, y: x },
      'ERR_INVALID_ARG_VALUE',
      /SharedArrayBuffer/,
    ],
    [
      'text with a number',
      { x: { type: 'string', data: ['a', 1], dims: [2] }, y: x },
      'ERR_INVALID_ARG_TYPE',
      /"feeds.x.data\[1\]" property must be of type string/,
    ],
    [
      'no dimensions',
      { x: { ...x, dims: undefined }, y: x },
      'ERR_INVALID_ARG_TYPE',
      /"feeds.x.dims" property must be an array/,
    ],
    [
      'a negative dimension',
      { x: { ...x, dims: [-2, -2] }, y: x },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.x.dims\[0\]' must be an integer/,
    ],
    [
      'dimensions that are not the data',
      { x: { ...x, dims: [2, 3] }, y: x },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.x.dims' must have a product of 4/,
    ],
    [
      'one dimension more',
      { x: { ...x, dims: [1, 2, 2] }, y: x },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.x.dims' must be \[n, n\]/,
    ],
    ['a missing input', { x }, 'ERR_INVALID_ARG_VALUE', /'feeds' must have the input 'y'/],
    [
      'an input too many',
      { x, y: x, z: x },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.z' must be an input of the model: x, y/,
    ],
    [
      'another type than the model has',
      { x, y: { type: 'int8', data: new Int8Array(4), dims: [2, 2] } },
      'ERR_INVALID_ARG_VALUE',
      /'feeds.y.type' must be 'float32'/,
    ],
  ])('%s', async (_, feeds, code, message) => {
    const refused = shared();
    await refused.ready();
    const { completed } = refused.stats.tasks;
    await expect(refused.run(wrong(feeds))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(refused.stats.tasks.completed).toBe(completed);
  });

  test('a size that the model fixes', async () => {
    const state = { type: 'float32', data: new Float32Array(128), dims: [1, 1, 128] };
    const sr = { type: 'int64', data: BigInt64Array.of(16_000n), dims: [] };
    const input = { type: 'float32', data: new Float32Array(512), dims: [1, 512] };
    const voice = model(voiceModel());
    await expect(voice.run(wrong({ input, state, sr }))).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringMatching(/'feeds.state.dims' must be \[2, any, 128\]/),
    });
  });

  test('an output that the model does not have', async () => {
    await expect(matrices().run({ x, y: x }, { outputs: ['sum', 'product'] })).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringMatching(/'options.outputs\[1\]' must be an output of the model: power, sum/),
    });
  });

  test('sizes that do not go together are an error of the run, and the worker goes on', async () => {
    const uneven = matrices();
    await uneven.ready();
    const before = workerPids();
    await expect(uneven.run({ x, y: square(3, 1) })).rejects.toMatchObject({
      code: 'ERR_MODEL_RUN',
      message: expect.stringMatching(/running (MatMul|Add) node/),
    });
    await expect(uneven.run({ x, y: x })).resolves.toHaveProperty('sum');
    expect(workerPids()).toEqual(before);
  });
});
