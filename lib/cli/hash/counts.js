'use strict';

const { printMessage } = require('../output.js');

/** The results of checking one list, and the warnings at its end. */
class Counts {
  formatted = 0;
  malformed = 0;
  matched = 0;
  mismatched = 0;
  unread = 0;

  /** @param {'matched' | 'mismatched' | 'unread'} outcome */
  add(outcome) {
    this[outcome] += 1;
  }

  /**
   * Prints warnings. Returns whether all is well.
   * @param {string} list as it is shown
   * @param {Record<string, any>} options
   */
  conclude(list, { ignoreMissing, status, strict }) {
    if (this.formatted === 0) {
      printMessage('hash', `${list}: no properly formatted checksum lines found`, 'latin1');
      return false;
    }
    if (!status) this.#warn();
    const isUnverified = ignoreMissing && this.matched === 0;
    if (isUnverified && !status) printMessage('hash', `${list}: no file was verified`, 'latin1');
    const failures = this.mismatched + this.unread + (strict ? this.malformed : 0);
    return failures === 0 && !isUnverified;
  }

  #warn() {
    warn(this.malformed, 'line is improperly formatted', 'lines are improperly formatted');
    warn(this.unread, 'listed file could not be read', 'listed files could not be read');
    warn(this.mismatched, 'computed checksum did NOT match', 'computed checksums did NOT match');
  }
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
function warn(count, one, many) {
  if (count > 0) printMessage('hash', `WARNING: ${count} ${count === 1 ? one : many}`);
}

module.exports = { Counts };
