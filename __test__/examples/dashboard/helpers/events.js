'use strict';

/**
 * The server-sent events of a body, one by one.
 * @param {AsyncIterable<Uint8Array> | null} body
 * @returns {AsyncGenerator<{ event: string, data: any }, void, void>}
 */
async function* eventsOf(body) {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk);
    for (let end; (end = text.indexOf('\n\n')) !== -1; text = text.slice(end + 2)) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      yield { event, data: JSON.parse(data) };
    }
  }
}

module.exports = { eventsOf };
