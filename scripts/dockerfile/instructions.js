'use strict';

/**
 * The stages of a Dockerfile, each with its instructions in order.
 * @param {string} text
 * @returns {{ from: string, name?: string, instructions: { name: string, value: string }[] }[]}
 */
function stagesOf(text) {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', '')
    .split('\n')
    .filter(Boolean);
  const all = lines.map((line) => ({
    name: line.split(' ', 1)[0],
    value: line.slice(line.indexOf(' ') + 1),
  }));
  const starts = all.flatMap(({ name }, index) => (name === 'FROM' ? [index] : []));
  return starts.map((start, stage) => {
    const [, from, name] = /^(\S+)(?: AS (\S+))?$/.exec(all[start].value) ?? [];
    return { from, name, instructions: all.slice(start + 1, starts[stage + 1]) };
  });
}

module.exports = { stagesOf };
