'use strict';

/** Fails where Rust modules of this package depend on each other in a circle: `node scripts/rust-circles.js`. */

const path = require('node:path');
const { dependencies } = require('./rust-modules.js');

const ROOTS = ['src/lib.rs', 'launcher/src/lib.rs', 'launcher/src/main.rs'];

function main() {
  const files = ROOTS.map((root) => path.join(__dirname, '..', root));
  const circles = files.flatMap((file) => circlesOf(dependencies(file)));
  for (const circle of circles) console.error(`circle of modules: ${circle.join(', ')}`);
  if (circles.length > 0) process.exitCode = 1;
  else console.log(`no circle among the modules of ${ROOTS.join(', ')}`);
}

/**
 * The strongly connected components of more than one module: Tarjan's algorithm.
 * @param {Map<string, Set<string>>} edges
 */
function circlesOf(edges) {
  /** @type {Map<string, { index: number, low: number, onStack: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} name */
  const visit = (name) => {
    const node = { index: seen.size, low: seen.size, onStack: true };
    seen.set(name, node);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      const other = seen.get(next) ?? visit(next);
      if (other.onStack) node.low = Math.min(node.low, other.low);
    }
    if (node.low === node.index) {
      const circle = stack.splice(stack.indexOf(name));
      for (const member of circle) /** @type {any} */ (seen.get(member)).onStack = false;
      if (circle.length > 1) circles.push(circle.sort());
    }
    return node;
  };
  for (const name of edges.keys()) if (!seen.has(name)) visit(name);
  return circles;
}

main();
