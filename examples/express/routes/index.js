'use strict';

module.exports = {
  compress: require('./compress.js').compress,
  decompress: require('./decompress.js').decompress,
  digest: require('./digest.js').digest,
  fileDigest: require('./file-digest.js').fileDigest,
  formula: require('./formula.js').formula,
  index: require('./list.js').list,
  ping: require('./ping.js').ping,
  readfile: require('./readfile.js').readfile,
  render: require('./render.js').render,
  report: require('./report.js').report,
  stats: require('./stats.js').stats,
  thumbnail: require('./thumbnail.js').thumbnail,
};
