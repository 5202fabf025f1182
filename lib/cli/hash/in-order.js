'use strict';

/** Files that are under way at once: as many as the native side reads at once, and as many ready. */
const UNDER_WAY = 8;

/**
 * What `work` makes of each item, in the order of the items, with some of them under way at once.
 * @template Item, Result
 * @param {Iterable<Item> | AsyncIterable<Item>} items
 * @param {(item: Item) => Promise<Result>} work that does not reject
 * @returns {AsyncGenerator<Result, void>}
 */
async function* inOrder(items, work) {
  /** @type {Promise<Result>[]} */
  const waiting = [];
  for await (const item of items) {
    waiting.push(work(item));
    if (waiting.length === UNDER_WAY) yield await /** @type {Promise<Result>} */ (waiting.shift());
  }
  yield* waiting;
}

module.exports = { inOrder };
