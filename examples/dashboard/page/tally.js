import { element } from './elements.js';
import { duration, rate } from './format.js';
import { MODES } from './modes.js';

/** Points of a mode that are remembered: two minutes and more. */
const MOST = 600;
/** What is under way at a switch still belongs to the mode before. */
const SETTLING = 1;

const ROWS = [
  ['/ping, typical', 'ping', 0.5, duration],
  ['/ping, slow ones', 'ping', 0.95, duration],
  ['/readfile, typical', 'readfile', 0.5, duration],
  ['/readfile, slow ones', 'readfile', 0.95, duration],
  ['Event loop late by', 'delay', 0.95, duration],
  ['Heavy work done', 'rate', 0.5, rate],
];

/** On a narrow screen rows are laid out as grids, and browsers no longer treat them as a table. The roles restore that. */
const ROW = { role: 'row' };
const GROUP = { role: 'rowgroup' };

/** What was measured in each mode, as a table. */
export class Tally {
  #points = new Map(MODES.map(({ mode }) => [mode, { ping: [], readfile: [], delay: [], rate: [] }]));
  #cells = new Map();
  #mode;
  #since = 0;

  constructor(table) {
    const head = MODES.map(({ mode, name }) =>
      element('th', { scope: 'col', role: 'columnheader', 'data-mode': mode ?? '' }, name),
    );
    const rows = ROWS.map(([label, ...kind]) => {
      const cells = MODES.map(({ mode }) => this.#cell(mode, kind));
      return element('tr', ROW, element('th', { scope: 'row', role: 'rowheader' }, label), ...cells);
    });
    table.append(
      element('thead', GROUP, element('tr', ROW, element('td', { role: 'cell' }), ...head)),
      element('tbody', GROUP, ...rows),
    );
  }

  /** Values of the mode that has been on for long enough. */
  add(now, mode, values) {
    if (mode !== this.#mode) this.#restart(now, mode);
    if (now - this.#since < SETTLING) return;
    const points = this.#points.get(mode);
    for (const [name, value] of Object.entries(values)) {
      if (value !== null) points[name].push(value);
      if (points[name].length > MOST) points[name].shift();
    }
  }

  /** At a switch: the next values may still belong to the mode before. */
  pause(now) {
    this.#since = now;
  }

  show() {
    for (const [cell, { mode, name, part, format }] of this.#cells) {
      cell.textContent = format(quantile(this.#points.get(mode)[name], part));
    }
  }

  #restart(now, mode) {
    this.#mode = mode;
    this.#since = now;
  }

  #cell(mode, [name, part, format]) {
    const cell = element('td', { role: 'cell' }, '–');
    this.#cells.set(cell, { mode, name, part, format });
    return cell;
  }
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
