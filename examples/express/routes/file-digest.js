'use strict';

const { describe } = require('../http/errors.js');
const { sendEvent } = require('../http/event-stream.js');
const { algorithmsOf } = require('../http/query.js');
const { servedFile } = require('../http/served-file.js');

/** Digests of a served file: events `progress`, then `digest`, or `failure` where it fails half-way. */
function fileDigest(work, folder) {
  return async (req, res) => {
    const algorithms = algorithmsOf(req.query);
    const file = await servedFile(folder, req.params.name);
    const onProgress = (bytesDone, bytesTotal) => sendEvent(res, 'progress', { bytesDone, bytesTotal });
    try {
      const digests = await work.digestFile(algorithms, file, { signal: res.locals.signal, onProgress });
      sendEvent(res, 'digest', digests);
    } catch (error) {
      if (!res.headersSent || res.destroyed) throw error;
      sendEvent(res, 'failure', describe(error));
    }
    res.end();
  };
}

module.exports = { fileDigest };
