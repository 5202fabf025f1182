/** Resonances of the mouth for five vowels, in hertz: those of an average man. */
const VOWELS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
];
const BANDWIDTHS = [60, 90, 120];
/** Seconds of a syllable. */
const SYLLABLE = 0.18;

/**
 * A second of silence, a voice for one and a half, and a chord of two tones: what a model has to tell apart.
 * @param {number} rate samples a second
 * @returns {Float32Array}
 */
export function madeUpSound(rate) {
  const parts = [noise(rate), voice(1.5 * rate, rate), noise(rate / 2), chord(rate), noise(rate / 2)];
  const sound = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    sound.set(part, at);
    at += part.length;
  }
  return sound;
}

/** Syllables, each a train of pulses, as the vocal cords make it, through the resonances of a vowel. */
function voice(length, rate) {
  const pulses = pulseTrain(length, rate);
  const size = Math.round(SYLLABLE * rate);
  const sound = new Float32Array(length);
  for (let start = 0, index = 0; start < length; start += size, index += 1) {
    let syllable = pulses.slice(start, start + size);
    for (const [place, frequency] of VOWELS[index % VOWELS.length].entries()) {
      syllable = resonance(syllable, frequency / rate, BANDWIDTHS[place] / rate);
    }
    const loudest = syllable.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    syllable.forEach((sample, at) => {
      const swell = Math.min(1, 1.6 * Math.sin((Math.PI * at) / syllable.length));
      sound[start + at] = (0.5 * swell * sample) / loudest;
    });
  }
  return sound;
}

/** A pitch that rises and falls around 130 Hz. */
function pulseTrain(length, rate) {
  let phase = 0;
  return noise(length).map((breath, at) => {
    const time = (2 * Math.PI * at) / rate;
    phase += (130 + 25 * Math.sin(0.7 * time) + 8 * Math.sin(5 * time)) / rate;
    if (phase < 1) return breath;
    phase -= 1;
    return 1 + breath;
  });
}

/** A filter of two poles; frequency and bandwidth as parts of the rate. */
function resonance(samples, frequency, bandwidth) {
  const radius = Math.exp(-Math.PI * bandwidth);
  const turn = 2 * radius * Math.cos(2 * Math.PI * frequency);
  let last = 0;
  let before = 0;
  return samples.map((sample) => {
    [last, before] = [sample + turn * last - radius * radius * before, last];
    return last;
  });
}

function chord(rate) {
  return new Float32Array(rate).map((_, at) => {
    const time = (2 * Math.PI * at) / rate;
    return 0.3 * Math.sin(440 * time) + 0.2 * Math.sin(660 * time);
  });
}

function noise(length) {
  return new Float32Array(length).map(() => 0.004 * (Math.random() - 0.5));
}
