'use strict';

const WORDS = 'lorem ipsum dolor sit amet consetetur sadipscing elitr sed diam nonumy eirmod'.split(' ');

/**
 * A document of records as services have them: text, numbers, short arrays, nested objects.
 * @param {number} size in bytes, or a little more
 */
function documentOf(size) {
  const random = generator(7);
  const word = () => WORDS[Math.floor(random() * WORDS.length)];
  const parts = [];
  for (let bytes = 0, id = 0; bytes < size; id += 1) {
    const part = Buffer.from(`${id === 0 ? '[' : ','}${JSON.stringify(record(id, random, word))}`);
    parts.push(part);
    bytes += part.length;
  }
  return Buffer.concat([...parts, Buffer.from(']')]);
}

function record(id, random, word) {
  const words = (count) => Array.from({ length: count }, word);
  return {
    id,
    guid: Math.floor(random() * 2 ** 52).toString(16),
    active: random() < 0.5,
    balance: Math.round(random() * 1e6) / 100,
    name: words(2).join(' '),
    email: `user${id}@example.com`,
    tags: words(3),
    address: {
      street: `${id % 999} Main St`,
      city: word(),
      geo: [random() * 180 - 90, random() * 360 - 180],
    },
    about: words(12).join(' '),
    quote: random() < 0.1 ? 'they said "hi"\n' : null,
  };
}

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

module.exports = { documentOf };
