'use strict';

const fs = require('node:fs/promises');
const { algorithmsOf, describe, RequestError, sendEvent } = require('../../express/http.js');
const { withReceivedFile } = require('../http/received-file.js');

/**
 * What the body is worth: events `received`, `progress`, `digest`, `compressed`, or `failure` where it fails half-way.
 * The body goes to disk first, so that it may be large.
 */
function inspect(work) {
  return async (req, res) => {
    const algorithms = algorithmsOf(req.query);
    const format = formatOf(req.query, work.formats);
    const { signal } = res.locals;
    try {
      await withReceivedFile(req, signal, async (file) => {
        sendEvent(res, 'received', { size: (await fs.stat(file)).size });
        const progress = (step) => ({
          signal,
          onProgress: (bytesDone, bytesTotal) => sendEvent(res, 'progress', { step, bytesDone, bytesTotal }),
        });
        sendEvent(res, 'digest', await work.digestFile(algorithms, file, progress('digest')));
        await work.compressFile(format, file, `${file}.${format}`, progress('compression'));
        sendEvent(res, 'compressed', { format, size: (await fs.stat(`${file}.${format}`)).size });
      });
    } catch (error) {
      if (!res.headersSent || res.destroyed) throw error;
      sendEvent(res, 'failure', describe(error));
    }
    res.end();
  };
}

function formatOf({ format = 'gzip' }, formats) {
  if (formats.includes(format)) return format;
  throw new RequestError(400, 'ERR_BAD_QUERY', `format must be one of ${formats.join(', ')}`);
}

module.exports = { inspect };
