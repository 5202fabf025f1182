'use strict';

/** What a call gives, in a form that can be compared: the value's own text and kind, or the error's message. */
async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { name: error.name, message: error.message };
  }
}

module.exports = { outcome };
