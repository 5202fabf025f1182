// The types of offloop/onnx, from an ES module, without onnxruntime-node. Checked by tsc, never run.

import whole, { OnnxModel } from '../../onnx.mjs';
import type { Tensor, TensorInfo } from '../../onnx.mjs';

const model = new OnnxModel(new URL('file:///a.onnx'));
const x = { type: 'float32', data: new Float32Array(1), dims: [1] } as const;
export const results: Promise<Record<string, Tensor>> = model.run(
  { x, text: { type: 'string', data: ['a'], dims: [1] } },
  { outputs: ['y'], timeout: 1000 },
);
export const inputs: Promise<TensorInfo[]> = model.info().then((info) => info.inputs);
void new whole.OnnxModel('/a.onnx').close({ timeout: 1 });

// @ts-expect-error the data of another type
void model.run({ x: { type: 'int64', data: new Float32Array(1), dims: [1] } });
// @ts-expect-error no such type
void model.run({ x: { type: 'float', data: new Float32Array(1), dims: [1] } });
