'use strict';

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Whether the text has no lone surrogates.
 * @param {string & { isWellFormed?: () => boolean }} text TypeScript's library for Node 20 lacks the method
 */
function isWellFormed(text) {
  return /** @type {() => boolean} */ (text.isWellFormed).call(text);
}

/**
 * JSON text in which lone surrogates, which UTF-8 cannot have, are replaced by their escapes.
 * @param {string} text
 */
function wellFormed(text) {
  if (isWellFormed(text)) return text;
  return text.replace(LONE, (lone, at) =>
    // After a backslash the surrogate is a bad escape, and has to stay one.
    isEscaped(text, at) ? lone : `\\u${lone.charCodeAt(0).toString(16)}`,
  );
}

/**
 * @param {string} text
 * @param {number} at
 */
function isEscaped(text, at) {
  let start = at;
  while (text[start - 1] === '\\') start -= 1;
  return (at - start) % 2 === 1;
}

module.exports = { isWellFormed, wellFormed };
