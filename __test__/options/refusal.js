'use strict';

const { CALLS, THROW } = require('./calls.js');

/** The error of a call, which throws or rejects as it should. */
async function errorOf(call, options) {
  if (THROW.has(call)) {
    try {
      CALLS[call](options);
    } catch (error) {
      return error;
    }
    return undefined;
  }
  // Never thrown at once.
  const promise = CALLS[call](options);
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Expects the error for an unknown option, with a message that starts like this. */
function expectRefusal(error, start) {
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
  expect(error.message.slice(0, start.length)).toBe(start);
}

/** What stands before a name in the message of an object in an option. */
const pathOf = (call) => (call.includes('.') ? `${call.slice(call.indexOf('.') + 1)}.` : '');

module.exports = { errorOf, expectRefusal, pathOf };
