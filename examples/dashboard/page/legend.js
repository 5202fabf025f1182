import { element } from './elements.js';
import { duration, rate } from './format.js';

const LINES = [
  ['ping', '/ping', duration],
  ['readfile', '/readfile', duration],
  ['delay', 'event loop late', duration],
  ['rate', 'heavy work', rate],
];
/** Milliseconds between two changes of a figure: faster ones cannot be read. */
const PACE = 500;

/** The key to the lines, with what each says now. */
export class Legend {
  #figures = new Map();
  #next = 0;

  constructor(list) {
    for (const [name, label] of LINES) {
      const figure = element('dd', {}, '–');
      this.#figures.set(name, figure);
      list.append(element('div', { class: name }, element('dt', {}, label), figure));
    }
  }

  show(values) {
    if (performance.now() < this.#next) return;
    this.#next = performance.now() + PACE;
    for (const [name, , format] of LINES) this.#figures.get(name).textContent = format(values[name]);
  }
}
