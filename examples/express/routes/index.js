'use strict';

module.exports = {
  compress: require('./compress.js').compress,
  decompress: require('./decompress.js').decompress,
  digest: require('./digest.js').digest,
  fileDigest: require('./file-digest.js').fileDigest,
  formula: require('./formula.js').formula,
  index: require('./list.js').list,
  login: require('./login.js').login,
  ping: require('./ping.js').ping,
  readfile: require('./readfile.js').readfile,
  register: require('./register.js').register,
  render: require('./render.js').render,
  report: require('./report.js').report,
  stats: require('./stats.js').stats,
  store: require('./store.js').store,
  thumbnail: require('./thumbnail.js').thumbnail,
};
