'use strict';

/** What can be replaced. */
const FEATURES = ['zlib', 'crypto', 'passwords'];

/**
 * The features that `OFFLOOP_AUTO` names, all of them where it is not set. `zlib,crypto` chooses, `-crypto` leaves out.
 * @param {string | undefined} text
 * @returns {Set<string>}
 */
function featuresOf(text) {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of names) {
    if (FEATURES.includes(name.replace(/^-/, ''))) continue;
    throw new RangeError(
      `OFFLOOP_AUTO: there is no feature ${JSON.stringify(name)}; the features are ${FEATURES.join(', ')}, each with "-" before it to leave it out`,
    );
  }
  const wanted = names.filter((name) => !name.startsWith('-'));
  const features = new Set(wanted.length === 0 ? FEATURES : wanted);
  for (const name of names) if (name.startsWith('-')) features.delete(name.slice(1));
  return features;
}

module.exports = { FEATURES, featuresOf };
