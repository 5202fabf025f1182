'use strict';

/**
 * A function that finds the row of a name, in any case and with or without hyphens. It returns undefined where no row has
 * the name, or where the name is not a string.
 * @template {{ name: string }} Row
 * @param {Row[]} rows
 * @returns {(name: unknown) => Row | undefined}
 */
function findByName(rows) {
  const exact = new Map(rows.map((row) => [row.name, row]));
  const similar = new Map(rows.map((row) => [lettersOf(row.name), row]));
  return (name) => {
    if (typeof name !== 'string') return undefined;
    return exact.get(name) ?? similar.get(lettersOf(name));
  };
}

/** @param {string} name */
function lettersOf(name) {
  return name.toLowerCase().replaceAll(/[-/]/g, '');
}

module.exports = { findByName };
