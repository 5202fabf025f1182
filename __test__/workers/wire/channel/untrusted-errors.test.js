'use strict';

const v8 = require('node:v8');
const { deserializeUntrusted } = require('../../../../lib/workers/wire/channel/untrusted.js');

const MIB = 1024 * 1024;

describe('errors of a message', () => {
  /** A message of a list of errors, with a description for each of them. */
  /** @type {(errors: Error[], describe: (index: number) => object) => any} */
  function withErrors(errors, describe) {
    const writer = new v8.Serializer();
    writer.writeHeader();
    writer.writeValue(errors);
    writer.writeValue(errors.map((error, index) => [error, describe(index)]));
    return deserializeUntrusted({ body: writer.releaseBuffer(), attachments: [] }, MIB);
  }

  test('have their bounds together, also where they share one description', () => {
    const long = { class: 'RangeError', message: 'x'.repeat(10_000), stack: 'y'.repeat(10_000), own: [] };
    const errors = withErrors(
      Array.from({ length: 500 }, () => new Error('')),
      () => long,
    );
    const size = errors.reduce((sum, { message: text, stack }) => sum + text.length + stack.length, 0);
    expect(size).toBeGreaterThan(20_000);
    expect(size).toBeLessThan(70_000);
  });

  test('are restored as far as a worker describes them', () => {
    const errors = withErrors(
      Array.from({ length: 1200 }, () => new Error('')),
      (index) => ({ class: 'RangeError', message: `${index}`, stack: '', own: [] }),
    );
    expect(errors.filter((error) => error instanceof RangeError)).toHaveLength(1000);
    expect(errors[999].message).toBe('999');
  });
});
