'use strict';

const { append, assign } = require('./set-member.js');

/** How the values of a plan are made of text, and put together. */
class Values {
  /** Holds the value itself. @type {Record<string, any>} */
  root = {};

  /** @param {string} text @returns {any} */
  parse(text) {
    return JSON.parse(text);
  }

  /** @param {any[]} array @param {any[]} elements made by `parse` */
  append(array, elements) {
    append(array, elements);
  }

  /** @param {any} object @param {any} members made by `parse` */
  assign(object, members) {
    assign(object, members);
  }

  /** A piece of the inside of a string, in JSON's form. @param {string} _text */
  addPiece(_text) {}

  /** The string of the pieces so far is complete. */
  endString() {}

  /**
   * Where the value is that was parsed or completed last, or an array or object that was opened.
   * @param {object} _holder
   * @param {string | number} _key
   */
  placed(_holder, _key) {}
}

module.exports = { Values };
