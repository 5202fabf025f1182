'use strict';

/** Reading Rust as text, as far as the checks of this package need it. rustfmt has given it its form. */

/**
 * Without comments, strings, and items under `#[cfg(test)]`.
 * @param {string} text
 */
function withoutTests(text) {
  const code = text.replace(/\/\/.*$/gm, '').replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  let out = '';
  let rest = code;
  for (;;) {
    const at = rest.indexOf('#[cfg(test)]');
    if (at < 0) return out + rest;
    out += rest.slice(0, at);
    rest = afterItem(rest.slice(at + '#[cfg(test)]'.length));
  }
}

/**
 * What follows the item that `code` begins with: to its semicolon or closing brace.
 * @param {string} code
 */
function afterItem(code) {
  let depth = 0;
  const isUse = /^\s*(?:pub(?:\([a-z() ]*\))? )?use\b/.test(code);
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0 && !isUse) return code.slice(at + 1);
    if (code[at] === ';' && depth === 0) return code.slice(at + 1);
  }
  return '';
}

/**
 * The paths of a tree of `use`, and what each is called.
 * @param {string} tree
 * @returns {{ names: string[], as: string }[]}
 */
function leavesOf(tree) {
  const text = tree.trim();
  const brace = text.indexOf('{');
  if (brace < 0) {
    const [whole, as] = text.split(/\s+as\s+/);
    const names = whole.split('::').map((name) => name.trim());
    if (names.at(-1) === 'self') names.pop();
    return [{ names, as: as ?? /** @type {string} */ (names.at(-1)) }];
  }
  const before = text
    .slice(0, brace)
    .split('::')
    .map((name) => name.trim())
    .filter(Boolean);
  return split(text.slice(brace + 1, text.lastIndexOf('}')))
    .flatMap(leavesOf)
    .map(({ names, as }) => ({ names: [...before, ...names], as: as ?? before.at(-1) }));
}

/**
 * The parts between the commas that are in no braces.
 * @param {string} list
 */
function split(list) {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part.trim() !== '');
}

module.exports = { leavesOf, withoutTests };
