/** Milliseconds between two points, and how many are kept: a minute of them. */
export const TICK = 250;
export const SECONDS = 60;
const POINTS = (SECONDS * 1000) / TICK;

/** The last minute, as columns of points. What the server has to tell comes later than its time, and is filled in. */
export class History {
  time = [];
  ping = [];
  readfile = [];
  delay = [];
  rate = [];
  mode = [];

  /** A point that is null where nothing is known yet. */
  add(point) {
    for (const name of Object.keys(this)) this[name].push(point[name] ?? null);
    if (this.time.length > POINTS) for (const name of Object.keys(this)) this[name].shift();
  }

  /** Gives the points of the last `seconds` that lack them the values of a sample. */
  fill(now, seconds, values) {
    for (let index = this.time.length - 1; index >= 0; index -= 1) {
      if (this.time[index] < now - seconds - TICK / 1000) return;
      for (const [name, value] of Object.entries(values)) this[name][index] ??= value;
    }
  }
}
