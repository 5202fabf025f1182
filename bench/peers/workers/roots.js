'use strict';

// The work of the row `share-or-copy`, in a worker and on the main thread.

/**
 * The sum of the square roots of numbers, computed as often as there are passes.
 * @param {Float64Array} numbers
 * @param {number} passes
 */
function sumOfRoots(numbers, passes) {
  let sum = 0;
  for (let pass = 0; pass < passes; pass += 1)
    for (let index = 0; index < numbers.length; index += 1) sum += Math.sqrt(numbers[index]);
  return sum;
}

module.exports = { sumOfRoots };
