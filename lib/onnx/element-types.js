'use strict';

/**
 * The types of tensors' elements, with the class of their data. Text is an array of strings. Numbers of 4 bits, of which
 * the runtime has two types, have no class.
 * @type {Record<string, string>}
 */
const ELEMENT_TYPES = {
  float32: 'Float32Array',
  float64: 'Float64Array',
  float16: 'Uint16Array',
  int8: 'Int8Array',
  uint8: 'Uint8Array',
  int16: 'Int16Array',
  uint16: 'Uint16Array',
  int32: 'Int32Array',
  uint32: 'Uint32Array',
  int64: 'BigInt64Array',
  uint64: 'BigUint64Array',
  bool: 'Uint8Array',
  string: 'Array',
};

module.exports = { ELEMENT_TYPES };
