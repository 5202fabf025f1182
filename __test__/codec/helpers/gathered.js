'use strict';

/** Lines that do not compress to nothing. */
const TEXT = Buffer.from(
  Array.from({ length: 60_000 }, (_, line) => `line ${((line * 2654435761) >>> 0).toString(36)}\n`).join(''),
);

/** What a stream gives before it fails or ends. */
function gathered(stream, input, piece) {
  return new Promise((resolve) => {
    const chunks = [];
    let code = 'no error';
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', (error) => (code = error.code));
    stream.on('close', () => resolve({ bytes: Buffer.concat(chunks), code }));
    for (let at = 0; at < input.length && !stream.destroyed; at += piece)
      stream.write(input.subarray(at, at + piece));
    stream.end();
  });
}

async function gatheredOfWeb({ readable, writable }, input) {
  const writer = writable.getWriter();
  writer.write(input).catch(() => {});
  writer.close().catch(() => {});
  const chunks = [];
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
    return { bytes: Buffer.concat(chunks), code: 'no error' };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), code: error.code };
  }
}

module.exports = { TEXT, gathered, gatheredOfWeb };
