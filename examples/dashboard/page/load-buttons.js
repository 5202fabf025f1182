import { byId, element } from './elements.js';
import { MODES, modeOf } from './modes.js';

/** The buttons that switch the load, and the words on what is on. */
export class LoadButtons {
  #text = byId('mode-text');
  #buttons;
  #shown;

  /** @param {(mode: string | null) => Promise<object>} setLoad */
  constructor(setLoad) {
    this.#buttons = MODES.map(({ mode, name }) => {
      const attributes = { type: 'button', 'data-mode': mode ?? '', 'aria-pressed': 'false', disabled: '' };
      const button = element('button', attributes, name);
      button.addEventListener('click', () => this.#choose(mode, setLoad));
      return button;
    });
    byId('modes').append(...this.#buttons);
  }

  /** While there is no server to ask. */
  enable(isEnabled) {
    for (const button of this.#buttons) button.disabled = !isEnabled;
  }

  /** What the server says is on. One that ended without the visitor did so because of its time. */
  show(mode) {
    if (mode === this.#shown) return;
    const hasEnded = mode === null && this.#shown !== undefined && this.#chosen !== null;
    this.#shown = mode;
    this.#chosen = mode;
    for (const button of this.#buttons) {
      button.setAttribute('aria-pressed', String(button.dataset.mode === (mode ?? '')));
    }
    this.#text.textContent = (hasEnded ? 'The load has ended by itself. ' : '') + modeOf(mode).text;
  }

  #chosen = null;

  async #choose(mode, setLoad) {
    this.#chosen = mode;
    try {
      this.show((await setLoad(mode)).mode);
    } catch (error) {
      this.#text.textContent = `The load could not be switched: ${error.message}`;
    }
  }
}
