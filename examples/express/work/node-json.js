'use strict';

const readline = require('node:readline');

// On the event loop, and each document in one go: node has nothing else. A signal would come too late.

async function parseJson(bytes) {
  return JSON.parse(bytes.toString());
}

async function stringifyJson(value) {
  return Buffer.from(JSON.stringify(value));
}

async function* parseJsonLines(stream) {
  for await (const line of readline.createInterface({ input: stream, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield JSON.parse(line);
  }
}

module.exports = { parseJson, parseJsonLines, stringifyJson };
