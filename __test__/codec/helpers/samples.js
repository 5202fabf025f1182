'use strict';

const { createCipheriv } = require('node:crypto');

/** Bytes that do not compress, the same for the same seed: a key stream of AES. */
function noise(size, seed = 1) {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(size));
}

/** Words, the frequent ones often, as in a natural language. */
function text(size, seed = 1) {
  const words = vocabulary(seed);
  const parts = [];
  const choices = noise(2 * size, seed + 1);
  for (let length = 0, at = 0; length < size; at += 4) {
    const word = words[Math.min(choices.readUInt16LE(at), choices.readUInt16LE(at + 2)) % words.length];
    parts.push(word);
    length += word.length;
  }
  return Buffer.from(parts.join('').slice(0, size));
}

/** 2 000 words of one to four syllables, with what follows each: a space, rarely the end of a line. */
function vocabulary(seed) {
  const choices = noise(2000 * 9, seed);
  return Array.from({ length: 2000 }, (_, index) => {
    const own = choices.subarray(index * 9, index * 9 + 9);
    const syllables = [0, 2, 4, 6].slice(0, 1 + (own[8] % 4)).map((at) => syllable(own[at], own[at + 1]));
    return `${syllables.join('')}${own[8] < 20 ? '.\n' : ' '}`;
  });
}

function syllable(first, second) {
  return 'bcdfghklmnprstvw'[first % 16] + 'aeiou'[second % 5];
}

const BLOCK = Buffer.concat([text(200_000), noise(50_000), Buffer.alloc(12_144)]);

/** A large amount of something: a block of text, noise and zeros that comes again and again. */
function mixed(size) {
  return Buffer.alloc(size, BLOCK);
}

module.exports = { mixed, noise, text };
