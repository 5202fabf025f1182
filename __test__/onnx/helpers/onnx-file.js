'use strict';

// Writes models in the format ONNX, a message of protocol buffers: field numbers are those of onnx.proto.

const fs = require('node:fs');

/** @typedef {[name: string, dims: (number | string)[], type?: number]} Value an input or output */

/** Types of elements, by their numbers in onnx.proto. */
const FLOAT = 1;
const INT64 = 7;

/**
 * @param {number} value
 * @returns {number[]}
 */
function varint(value) {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** @param {number} field @param {number} value */
const number = (field, value) => Buffer.from([...varint(field * 8), ...varint(value)]);

/** @param {number} field @param {string | Buffer | Buffer[]} content */
function bytes(field, content) {
  const data = Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content);
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(data.length)]), data]);
}

/** An input or output. @param {string} name @param {(number | string)[]} dims @param {number} [type] */
function valueInfo(name, dims, type = FLOAT) {
  const shape = dims.map((dim) => bytes(1, [typeof dim === 'number' ? number(1, dim) : bytes(2, dim)]));
  return [bytes(1, name), bytes(2, [bytes(1, [number(1, type), bytes(2, shape)])])];
}

/** @param {string} operator @param {string[]} inputs @param {string} output */
function node(operator, inputs, output) {
  return bytes(1, [...inputs.map((name) => bytes(1, name)), bytes(2, output), bytes(4, operator)]);
}

/** Weights in the model itself. @param {string} name @param {number[]} dims @param {number[]} values */
function weights(name, dims, values) {
  const data = Buffer.from(Float32Array.from(values).buffer);
  return bytes(5, [...dims.map((dim) => number(1, dim)), number(2, FLOAT), bytes(8, name), bytes(9, data)]);
}

/** Weights in another file. @param {string} name @param {number[]} dims @param {string} file */
function externalWeights(name, dims, file) {
  return bytes(5, [
    ...dims.map((dim) => number(1, dim)),
    number(2, FLOAT),
    bytes(8, name),
    bytes(13, [bytes(1, 'location'), bytes(2, file)]),
    number(14, 1),
  ]);
}

/**
 * @param {string} file
 * @param {{ nodes: Buffer[], inputs: Value[], outputs: Value[] }} graph
 */
function writeModel(file, { nodes, inputs, outputs }) {
  const graph = [
    ...nodes,
    bytes(2, 'test'),
    ...inputs.map(([name, dims, type]) => bytes(11, valueInfo(name, dims, type))),
    ...outputs.map(([name, dims, type]) => bytes(12, valueInfo(name, dims, type))),
  ];
  fs.writeFileSync(file, Buffer.concat([number(1, 8), bytes(7, graph), bytes(8, [number(2, 17)])]));
  return file;
}

/**
 * x and y, square matrices of any size: `sum` is x + y, and `power` is x multiplied by y as often as is asked for. A run
 * of 0 operations on one row is as quick as a run can be; a size of 2000 takes seconds.
 * @param {string} file
 * @param {number} [times]
 */
function writeMatrices(file, times = 1) {
  const steps = Array.from({ length: times }, (_, step) =>
    node('MatMul', [step === 0 ? 'x' : `x${step}`, 'y'], step === times - 1 ? 'power' : `x${step + 1}`),
  );
  const size = ['n', 'n'];
  return writeModel(file, {
    nodes: [...steps, node('Add', ['x', 'y'], 'sum')],
    inputs: [
      ['x', size],
      ['y', size],
    ],
    outputs: [
      ['power', size],
      ['sum', size],
    ],
  });
}

/**
 * A model of language as it is outside: numbers of words go in, and a vector for each of them comes out, of a table.
 * @param {string} file
 * @param {number[][]} table the vectors of the words
 */
function writeVectors(file, table) {
  const dims = ['batch', 'sequence'];
  const size = [table.length, table[0].length];
  return writeModel(file, {
    nodes: [
      node('Gather', ['table', 'input_ids'], 'last_hidden_state'),
      weights('table', size, table.flat()),
    ],
    inputs: [
      ['input_ids', dims, INT64],
      ['attention_mask', dims, INT64],
      ['token_type_ids', dims, INT64],
    ],
    outputs: [['last_hidden_state', [...dims, size[1]]]],
  });
}

module.exports = { externalWeights, node, writeMatrices, writeModel, writeVectors };
