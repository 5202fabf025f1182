'use strict';

const path = require('node:path');
const { createRequire } = require('node:module');
const { declarationFiles } = require('./declarations.js');

// The TypeScript of the site has a parser for JavaScript to call; version 7, which checks this project, has none.
const ts = createRequire(path.join(__dirname, '../../../site/package.json'))('typescript');

/**
 * The functions of the types, and the methods of classes and interfaces that take arguments of ours, with the text of
 * their `@throws` tags: overloads are one function.
 * @returns {Map<string, string[]>}
 */
function throwsTags() {
  const found = new Map();
  const visit = (node, owner) => {
    if (ts.isFunctionDeclaration(node) || ts.isMethodSignature(node) || ts.isMethodDeclaration(node)) {
      const name = `${owner}${node.name.getText()}`;
      found.set(name, [...(found.get(name) ?? []), ...throwsOf(node)]);
    } else if (ts.isConstructorDeclaration(node)) found.set(`${owner}constructor`, throwsOf(node));
    else if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node))
      ts.forEachChild(node, (child) => visit(child, `${node.name.text}.`));
  };
  for (const { name, text } of declarationFiles())
    ts.forEachChild(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true), (node) => visit(node, ''));
  return found;
}

function throwsOf(node) {
  const tags = ts.getJSDocTags(node).filter((tag) => tag.tagName.text === 'throws');
  return tags.map((tag) => tag.getText().replace(/\s*\n\s*\*\s*/g, ' '));
}

module.exports = { throwsTags };
