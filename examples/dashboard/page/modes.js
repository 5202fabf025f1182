/** What a visitor can choose from, null for no load: names, and what the others have to expect. */
export const MODES = [
  {
    mode: null,
    name: 'idle',
    css: 'idle',
    text: 'No load: this is how fast the server answers when it has nothing else to do.',
  },
  {
    mode: 'node-sync',
    name: 'node sync',
    css: 'sync',
    text: 'node:zlib and node:crypto, synchronous. The event loop stands still during each job: every request waits.',
  },
  {
    mode: 'node-async',
    name: 'node async',
    css: 'async',
    text: "node:zlib with callbacks, WebCrypto. The loop runs, but its threads are libuv's: fs and dns wait in line.",
  },
  {
    mode: 'node-auto',
    name: 'async + auto',
    css: 'auto',
    text: 'The same code as node async, with offloop/auto: the same calls of node, done on threads of offloop.',
  },
  {
    mode: 'node-piscina',
    name: 'piscina',
    css: 'piscina',
    text: 'The synchronous functions in a piscina pool of worker threads, one a core, at the priority of the event loop.',
  },
  {
    mode: 'offloop',
    name: 'offloop',
    css: 'offloop',
    text: 'Rust threads of its own, at lower priority. The event loop and libuv stay free for everybody else.',
  },
];

export function modeOf(mode) {
  return MODES.find((one) => one.mode === mode);
}
