'use strict';

const { describeWithRuntime, square, useModels, voiceModel } = require('./helpers/models.js');
const { present } = require('../helpers/values.js');

const { matrices, model } = useModels();

/** The probability of speech of a second, piece by piece of 32 ms, as the model's state goes from one to the next. */
async function speech(voice, samples) {
  const found = [];
  let state = /** @type {any} */ ({ type: 'float32', data: new Float32Array(256), dims: [2, 1, 128] });
  for (let start = 0; start + 512 <= samples.length; start += 512) {
    const input = { type: 'float32', data: samples.slice(start, start + 512), dims: [1, 512] };
    const sr = { type: 'int64', data: BigInt64Array.of(16_000n), dims: [] };
    const results = await voice.run({ input, state, sr });
    state = results.stateN;
    found.push(results.output.data[0]);
  }
  return found;
}

describeWithRuntime('OnnxModel', () => {
  test('a run gives every output by its name', async () => {
    const results = await matrices().run({ x: square(2, 2), y: square(2, 3) });
    expect(results).toEqual({
      power: { type: 'float32', data: Float32Array.of(12, 12, 12, 12), dims: [2, 2] },
      sum: { type: 'float32', data: Float32Array.of(5, 5, 5, 5), dims: [2, 2] },
    });
  });

  test('a run gives the outputs that it was asked for, and no others', async () => {
    const results = await matrices().run({ x: square(1, 2), y: square(1, 3) }, { outputs: ['sum'] });
    expect(Object.keys(results)).toEqual(['sum']);
    expect(present(results.sum).data[0]).toBe(5);
  });

  test('tensors of other packages are taken, and data that is a part of a buffer', async () => {
    const part = new Float32Array([9, 9, 1, 2]).subarray(2);
    const dims = Object.freeze([1, 1]);
    const x = Object.create({ type: 'float32', data: part.subarray(0, 1), dims });
    const y = Object.create({ type: 'float32', data: part.subarray(1), dims });
    const { sum } = await matrices().run({ x, y });
    expect(present(sum).data).toEqual(Float32Array.of(3));
  });

  test('many runs at once are each answered with their own result', async () => {
    const many = matrices(1, { maxWorkers: 2 });
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => many.run({ x: square(3, index), y: square(3, 1) })),
    );
    expect(results.map(({ sum }) => present(sum).data[4])).toEqual(results.map((_, index) => index + 1));
  });

  test('info says what goes in, what comes out, and how the model is run', async () => {
    expect(await matrices(1, { maxWorkers: 2, threads: 3 }).info()).toEqual({
      inputs: [
        { name: 'x', type: 'float32', dims: ['n', 'n'] },
        { name: 'y', type: 'float32', dims: ['n', 'n'] },
      ],
      outputs: [
        { name: 'power', type: 'float32', dims: ['n', 'n'] },
        { name: 'sum', type: 'float32', dims: ['n', 'n'] },
      ],
      workers: 2,
      threads: 3,
    });
  });

  test('by default a run has the processors of the cgroup, divided by the workers', async () => {
    const { threads } = await matrices(1, { threads: undefined, maxWorkers: 1024 }).info();
    expect(threads).toBe(1);
  });

  test('a model of voice activity hears none in silence, nor in a tone', async () => {
    const voice = model(voiceModel());
    const tone = Float32Array.from({ length: 16_384 }, (_, index) => Math.sin(index / 6) / 4);
    for (const samples of [new Float32Array(16_384), tone]) {
      const found = await speech(voice, samples);
      expect(found).toHaveLength(32);
      expect(Math.max(...found)).toBeLessThan(0.5);
      expect(Math.min(...found)).toBeGreaterThan(0);
    }
  });

  test.each([
    ['that has run', (one) => one.ready()],
    ['that was never used', () => {}],
  ])('after close no run is taken by a model %s', async (_, use) => {
    const closed = matrices();
    await use(closed);
    await closed.close();
    await expect(closed.run({ x: square(1, 1), y: square(1, 1) })).rejects.toMatchObject({
      code: 'ERR_POOL_CLOSED',
    });
  });
});
