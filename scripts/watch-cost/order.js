'use strict';

/** What the routes take, write and read: about 2 kB of JSON. */
const order = { lines: Array.from({ length: 40 }, (_, id) => ({ id, name: 'a name', price: 12.5 })) };

module.exports = { order };
