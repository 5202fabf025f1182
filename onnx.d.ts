export * from './types/onnx.js';
