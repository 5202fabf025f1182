/** Megabytes a second over about one second of samples: jobs end in bursts. */
export class Throughput {
  #samples = [];

  add({ seconds, bytes, mode }) {
    if (this.#samples.at(-1)?.mode !== mode) this.#samples = [];
    this.#samples.push({ seconds, bytes, mode });
    while (this.#sum('seconds') - this.#samples[0].seconds >= 1) this.#samples.shift();
    return this.#sum('bytes') / 1e6 / this.#sum('seconds');
  }

  #sum(name) {
    return this.#samples.reduce((sum, sample) => sum + sample[name], 0);
  }
}
