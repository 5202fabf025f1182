// The types of offloop/onnx, from CommonJS, without onnxruntime-node. Checked by tsc, never run.

import { OnnxModel, type OnnxModelOptions } from '../../onnx.js';

const options: OnnxModelOptions = { threads: 2, session: { graphOptimizationLevel: 'all' } };
export const running: number = new OnnxModel('/a.onnx', options).stats.tasks.running;
// @ts-expect-error models run in processes
new OnnxModel('/a.onnx', { isolation: 'thread' });
