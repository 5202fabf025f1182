'use strict';

const { task } = require('offloop/worker');

/** Numbers that are sieved at a time. */
const BLOCK = 2 ** 20;

/**
 * How many primes are smaller than a number: a long calculation, which emits what part of it is done, from 0 to 1, and the
 * process that does it.
 * @param {{ below: number }} data
 */
function countPrimes({ below }) {
  const factors = oddPrimes(Math.ceil(Math.sqrt(below)));
  // Of the odd numbers of a block.
  const isComposite = new Uint8Array(BLOCK / 2);
  let count = below > 2 ? 1 : 0;
  let percent = -1;
  for (let start = 0; start < below; start += BLOCK) {
    const done = Math.floor((100 * start) / below);
    if (done > percent) task.emit({ part: done / 100, pid: process.pid });
    percent = done;
    const end = Math.min(start + BLOCK, below);
    isComposite.fill(0);
    for (const factor of factors) strike(isComposite, factor, start);
    for (let odd = start + 1; odd < end; odd += 2) {
      if (odd > 1 && isComposite[(odd - 1 - start) / 2] === 0) count += 1;
    }
  }
  return count;
}

/** Strikes out the odd multiples of a factor, from its square on. */
function strike(isComposite, factor, start) {
  let multiple = Math.max(factor * factor, Math.ceil(start / factor) * factor);
  if (multiple % 2 === 0) multiple += factor;
  for (let index = (multiple - 1 - start) / 2; index < isComposite.length; index += factor) {
    isComposite[index] = 1;
  }
}

/** The odd primes up to a number. */
function oddPrimes(last) {
  const primes = [];
  for (let odd = 3; odd <= last; odd += 2) {
    if (primes.every((prime) => odd % prime !== 0)) primes.push(odd);
  }
  return primes;
}

module.exports = { countPrimes };
