import { eventReader } from './event-text.js';

const ALGORITHMS = 'sha256,sha512';

/**
 * Sends a file and hands over the events of the answer. `fetch` cannot tell how much has been sent, XMLHttpRequest can.
 * @param {Blob} file
 * @param {string} format
 * @param {(event: string, data: any) => void} onEvent `sent`, `cancelled`, `end`, and what the server tells
 * @returns {XMLHttpRequest}
 */
export function sendFile(file, format, onEvent) {
  const request = new XMLHttpRequest();
  const read = eventReader(onEvent);
  request.open('POST', `/inspect?algorithms=${ALGORITHMS}&format=${format}`);
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
