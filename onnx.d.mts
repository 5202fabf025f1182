import * as onnx from './onnx.js';

export * from './onnx.js';
export default onnx;
