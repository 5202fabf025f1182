'use strict';

// Loaded before a server: what is in the heap before it, by chance, from the seed LAYOUT. One program takes a few percent more or
// less by where V8 has its objects, so a difference is only one of many such layouts.

let state = Number(process.env.LAYOUT);

/** From 0 to below 1. */
function random() {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) / 2 ** 24;
}

/** @param {number} most */
const below = (most) => Math.floor(random() * most);

/** Objects of one shape. */
function shaped() {
  const names = Array.from({ length: 1 + below(12) }, () => `key${below(1000)}`);
  return Array.from({ length: below(200) }, (_, value) =>
    Object.fromEntries(names.map((name) => [name, value])),
  );
}

const kept = [
  Array.from({ length: below(300) }, shaped),
  Array.from({ length: below(3000) }, (_, value) => new Array(below(60)).fill(value)),
  Array.from({ length: below(200) }, () => Buffer.alloc(below(5000))),
  Array.from({ length: below(3000) }, (_, number) => `text ${number} ${random()}`),
];

process.on('exit', () => kept.length);
