'use strict';

const { types } = require('node:util');
const { invalidType, invalidValue } = require('../errors.js');
const { ELEMENT_TYPES } = require('./element-types.js');

/**
 * @typedef {{ type: string, data: any, dims: number[] }} Tensor
 * @typedef {{ name: string, type: string, dims: (number | string)[] }} TensorInfo
 */

/**
 * Tensors whose type, data and dimensions fit each other, as plain objects that a worker is sent. Nothing is copied.
 * @param {unknown} feeds
 * @returns {Record<string, Tensor>}
 */
function tensorsOf(feeds) {
  if (feeds === null || typeof feeds !== 'object' || Array.isArray(feeds))
    throw invalidType('feeds', 'an object with a tensor for each input', feeds);
  const checked = Object.entries(feeds).map(([name, tensor]) => [name, tensorOf(`feeds.${name}`, tensor)]);
  return Object.fromEntries(checked);
}

/**
 * @param {string} name
 * @param {any} tensor
 * @returns {Tensor}
 */
function tensorOf(name, tensor) {
  if (tensor === null || typeof tensor !== 'object')
    throw invalidType(name, 'a tensor: an object with type, data and dims', tensor);
  const { type, data, dims } = tensor;
  if (!Object.hasOwn(ELEMENT_TYPES, type))
    throw invalidValue(`${name}.type`, `must be one of: ${Object.keys(ELEMENT_TYPES).join(', ')}`, type);
  checkData(`${name}.data`, type, data);
  const size = sizeOf(`${name}.dims`, dims);
  if (size !== data.length)
    throw invalidValue(
      `${name}.dims`,
      `must have a product of ${data.length}, the length of the data, and it is ${size}`,
      dims,
    );
  return { type, data: bitsOf(type, data), dims: [...dims] };
}

/**
 * @param {string} name
 * @param {string} type
 * @param {any} data
 */
function checkData(name, type, data) {
  const expected = ELEMENT_TYPES[type];
  if (type === 'string') {
    if (!Array.isArray(data)) throw invalidType(name, 'an array of strings', data);
    const wrong = data.findIndex((text) => typeof text !== 'string');
    if (wrong !== -1) throw invalidType(`${name}[${wrong}]`, 'of type string', data[wrong]);
    return;
  }
  if (!isOf(expected, type, data)) throw invalidType(name, `an instance of ${expected}`, data);
  if (types.isSharedArrayBuffer(data.buffer))
    throw invalidValue(
      name,
      'must not be of a SharedArrayBuffer, which a process cannot share: pass a copy',
      data,
    );
}

/**
 * A `Float16Array` as the numbers that its elements are kept as. Nothing is copied.
 * @param {string} type
 * @param {any} data
 */
function bitsOf(type, data) {
  return type === 'float16' ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data;
}

/**
 * By the name of the class, since arrays of another realm are as good.
 * @param {string} expected
 * @param {string} type
 * @param {unknown} data
 */
function isOf(expected, type, data) {
  if (!types.isTypedArray(data)) return false;
  const name = data[Symbol.toStringTag];
  return name === expected || (type === 'float16' && String(name) === 'Float16Array');
}

/**
 * @param {string} name
 * @param {unknown} dims
 * @returns {number} of elements
 */
function sizeOf(name, dims) {
  if (!Array.isArray(dims)) throw invalidType(name, 'an array of numbers', dims);
  for (const [index, dim] of dims.entries())
    if (!Number.isSafeInteger(dim) || dim < 0)
      throw invalidValue(`${name}[${index}]`, 'must be an integer of 0 or more', dim);
  return dims.reduce((product, dim) => product * dim, 1);
}

/**
 * Whether the model has these inputs, of these types and dimensions.
 * @param {Record<string, Tensor>} feeds
 * @param {TensorInfo[]} inputs
 */
function checkInputs(feeds, inputs) {
  for (const { name } of inputs)
    if (!Object.hasOwn(feeds, name))
      throw invalidValue('feeds', `must have the input '${name}' of the model`, Object.keys(feeds));
  for (const [name, tensor] of Object.entries(feeds)) {
    const input = inputs.find((one) => one.name === name);
    if (input === undefined) throw invalidValue(`feeds.${name}`, notAmong('input', inputs), name);
    if (input.type !== tensor.type)
      throw invalidValue(`feeds.${name}.type`, `must be '${input.type}', as the model says`, tensor.type);
    if (!fits(tensor.dims, input.dims))
      throw invalidValue(
        `feeds.${name}.dims`,
        `must be [${input.dims.map((dim) => (dim === '' ? 'any' : dim)).join(', ')}], as the model says`,
        tensor.dims,
      );
  }
}

/**
 * Dimensions with a name may have any size.
 * @param {number[]} dims
 * @param {(number | string)[]} expected
 */
function fits(dims, expected) {
  if (dims.length !== expected.length) return false;
  return expected.every((dim, index) => typeof dim !== 'number' || dim === dims[index]);
}

/**
 * @param {string[] | undefined} names
 * @param {TensorInfo[]} outputs
 */
function checkOutputs(names = [], outputs) {
  for (const [index, name] of names.entries())
    if (!outputs.some((one) => one.name === name))
      throw invalidValue(`options.outputs[${index}]`, notAmong('output', outputs), name);
}

/**
 * @param {string} what
 * @param {TensorInfo[]} infos
 */
function notAmong(what, infos) {
  return `must be an ${what} of the model: ${infos.map(({ name }) => name).join(', ')}`;
}

module.exports = { checkInputs, checkOutputs, tensorsOf };
