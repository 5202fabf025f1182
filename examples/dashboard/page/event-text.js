/**
 * Takes the text of an event stream as far as it has come, and calls back for each event that is whole.
 * @param {(event: string, data: any) => void} callback
 * @returns {(text: string) => void} takes the whole text so far
 */
export function eventReader(callback) {
  let read = 0;
  return (text) => {
    for (let end; (end = text.indexOf('\n\n', read)) !== -1; read = end + 2) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(read, end));
      callback(event, JSON.parse(data));
    }
  };
}
