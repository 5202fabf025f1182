/** An element with attributes, and text or other elements in it. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Rows of a description list; rows that are there already get new values only. */
export function describeIn(list, rows) {
  if (list.children.length !== rows.length * 2) {
    list.replaceChildren(...rows.flatMap(([term]) => [element('dt', {}, term), element('dd')]));
  }
  rows.forEach(([, value], index) => {
    const cell = list.children[index * 2 + 1];
    if (cell.textContent !== value) cell.textContent = value;
  });
}
