'use strict';

const { pair } = require('./helpers/pair.js');

test('results arrive as they are, in their order', () => {
  const { events, writer, reader } = pair();
  const values = [
    undefined,
    null,
    true,
    -0,
    1.5,
    'é',
    [],
    [1, ['a']],
    Buffer.from('abc'),
    new Float64Array([1]),
  ];
  values.forEach((value, id) => expect(writer.write(0, id, value, id / 2)).toBe(true));
  reader.woken();
  expect(events).toEqual(values.map((value, id) => [id, value, id / 2]));
});

test('views have memory of their own', () => {
  const { events, writer, reader } = pair();
  for (const view of [Buffer.alloc(5), new Uint16Array(3)]) writer.write(0, 1, view, 0);
  reader.woken();
  const lengths = /** @type {any[]} */ (events).map(([, { buffer }]) => [
    buffer.constructor.name,
    buffer.byteLength,
  ]);
  expect(lengths).toEqual([
    ['ArrayBuffer', 5],
    ['ArrayBuffer', 6],
  ]);
});

test('a value without a short form, or longer than 4 KiB, has to be posted', () => {
  const { writer, wakes } = pair();
  for (const value of [new Map(), 'ā', () => {}, Buffer.alloc(4097), new Array(3)])
    expect(writer.write(0, 1, value, 0)).toBe(false);
  expect(wakes()).toBe(0);
});

test('the pool is woken once, and again for what comes after it has looked', () => {
  const { writer, reader, wakes } = pair();
  for (let id = 0; id < 5; id += 1) writer.write(0, id, id, 0);
  expect(wakes()).toBe(1);
  reader.woken();
  writer.write(0, 5, 5, 0);
  expect(wakes()).toBe(2);
});

test('results come between the messages between which they were written', () => {
  const { events, writer, reader } = pair();
  writer.write(0, 1, 'first', 0);
  writer.write(1, 2, 'second', 0);
  writer.write(2, 3, 'third', 0);
  reader.woken();
  reader.around(() => events.push('message'));
  reader.around(() => events.push('message'));
  expect(events).toEqual([[1, 'first', 0], 'message', [2, 'second', 0], 'message', [3, 'third', 0]]);
});

test('a full ring takes no more until it is read', () => {
  const { events, writer, reader } = pair();
  let written = 0;
  while (writer.write(0, written, Buffer.alloc(4000), 0)) written += 1;
  expect(written).toBe(16);
  reader.woken();
  expect(events).toHaveLength(written);
  expect(writer.write(0, written, Buffer.alloc(4000), 0)).toBe(true);
});

test('a result during which the reader reads on is read once', () => {
  const { events, writer, reader } = pair({ onResult: () => reader.readAll() });
  for (let id = 0; id < 20; id += 1) writer.write(0, id, id, 0);
  reader.woken();
  expect(events).toEqual(Array.from({ length: 20 }, (_, id) => [id, id, 0]));
});
