'use strict';

const fc = require('fast-check');
const { SHARED_BYTES } = require('../../../../lib/workers/wire/results/ring.js');
const { pair } = require('./helpers/pair.js');

test('whatever is written and read in turn, each result arrives once and in its order', () => {
  const steps = fc.array(fc.oneof(fc.constant('read'), fc.integer({ min: 0, max: 4080 })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (taken) => {
      const { events, writer, reader } = pair();
      /** @type {unknown[]} */
      const expected = [];
      taken.forEach((step, id) => {
        if (step === 'read') reader.woken();
        else if (writer.write(0, id, Buffer.alloc(Number(step), id), 0)) expected.push([id, Number(step)]);
      });
      reader.woken();
      const arrived = /** @type {[number, Buffer][]} */ (events).map(([id, value]) => {
        expect(value.equals(Buffer.alloc(value.length, id))).toBe(true);
        return [id, value.length];
      });
      expect(arrived).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('any bytes are results within the ring, or one violation, after which nothing is read', () => {
  const word = fc.oneof(
    fc.constantFrom(0, 8, 24, 32, 4096, 65_536, 0xffff_ffff),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  );
  const changes = fc.array(fc.record({ at: fc.oneof(fc.nat(63), fc.nat(SHARED_BYTES / 4 - 1)), word }), {
    minLength: 1,
    maxLength: 40,
  });
  let [violations, results] = [0, 0];
  fc.assert(
    fc.property(changes, fc.nat(30), (all, records) => {
      const { shared, events, writer, reader } = pair();
      for (let id = 0; id < records; id += 1) writer.write(0, id, [id, Buffer.alloc(id)], 0);
      const words = new Uint32Array(shared);
      for (const { at, word: value } of all) words[at] = value;
      reader.woken();
      const found = events.filter((event) => event === 'violation').length;
      expect(found).toBeLessThanOrEqual(1);
      expect(events.length).toBeLessThanOrEqual(SHARED_BYTES / 24 + 1);
      violations += found;
      results += events.length - found;
      if (found === 0) return;
      expect(events[events.length - 1]).toBe('violation');
      const before = events.length;
      reader.woken();
      reader.around(() => {});
      expect(events).toHaveLength(before);
    }),
    { numRuns: 2000 },
  );
  expect(violations).toBeGreaterThan(20);
  expect(results).toBeGreaterThan(20);
});
