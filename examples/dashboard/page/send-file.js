import { eventReader } from './event-text.js';

/**
 * Sends a file and hands over the events of the answer. `fetch` cannot tell how much has been sent, XMLHttpRequest can.
 * @param {string} path
 * @param {Blob} file
 * @param {(event: string, data: any) => void} onEvent `sent`, `cancelled`, `end`, and what the server tells
 * @returns {XMLHttpRequest}
 */
export function sendFile(path, file, onEvent) {
  const request = new XMLHttpRequest();
  const read = eventReader(onEvent);
  request.open('POST', path);
  request.upload.addEventListener('progress', ({ loaded, total }) => onEvent('sent', { loaded, total }));
  request.addEventListener('progress', () => request.status === 200 && read(request.responseText));
  request.addEventListener('load', () => {
    if (request.status === 200) read(request.responseText);
    else onEvent('failure', JSON.parse(request.responseText).error);
    onEvent('end');
  });
  request.addEventListener('error', () => onEvent('failure', { message: 'The server has gone' }));
  request.addEventListener('abort', () => onEvent('cancelled'));
  request.send(file);
  return request;
}
