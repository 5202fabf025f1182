'use strict';

/** What the routes take, write and read: about 2 kB of JSON. */
const order = { lines: Array.from({ length: 40 }, (_, id) => ({ id, name: 'a name', price: 12.5 })) };

/** What a page is made of: about 23 kB of JSON. */
const catalog = JSON.stringify({
  products: Array.from({ length: 250 }, (_, id) => ({
    id,
    name: `Nuts & bolts, size ${id % 17} <new>`,
    price: ((id * 7919) % 1000) / 10,
    stock: id % 5,
    tags: ['steel', 'hardware'],
  })),
});

module.exports = { catalog, order };
