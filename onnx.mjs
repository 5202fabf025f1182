import onnx from './onnx.js';

export default onnx;
export const { OnnxModel } = onnx;
