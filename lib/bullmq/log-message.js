'use strict';

/** The only property of a task's message that has output: the name of the stream, and the text. */
const LOG = 'offloop:output';

module.exports = { LOG };
