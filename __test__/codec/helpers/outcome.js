'use strict';

const { createHash } = require('node:crypto');

/** How a call ended, in a form that can be compared: the bytes, by size and digest, or the error. */
async function outcome(call) {
  try {
    return outcomeOfBytes(await call());
  } catch (error) {
    return outcomeOfError(error);
  }
}

/** As `outcome`, of a call that returns or throws at once. */
function outcomeSync(call) {
  try {
    return outcomeOfBytes(call());
  } catch (error) {
    return outcomeOfError(error);
  }
}

function outcomeOfBytes(bytes) {
  return `${bytes.length} bytes, SHA-1 ${createHash('sha1').update(bytes).digest('hex')}`;
}

/** Class, code, number and message. */
function outcomeOfError(error) {
  return [error.constructor.name, error.code, error.errno ?? '-', error.message].join(' | ');
}

module.exports = { outcome, outcomeOfBytes, outcomeOfError, outcomeSync };
