let styles = new Map();

/** A colour of the style sheet, as the visitor's scheme has it now. */
export function colour(name) {
  if (!styles.has(name))
    styles.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return styles.get(name);
}

/** Calls back when the visitor changes between light and dark. */
export function onScheme(callback) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    styles = new Map();
    callback();
  });
}

export const likesLittleMotion = matchMedia('(prefers-reduced-motion: reduce)');
