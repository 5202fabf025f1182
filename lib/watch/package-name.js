'use strict';

/** The end of the name of a package that has the binary of one platform for another. */
const PLATFORM = /-(?:linux|darwin|win32|freebsd|android|openharmony)-[\w-]+$/;

/**
 * The name of the package that a file belongs to; undefined for files that are not below node_modules.
 * @param {string} file
 */
function packageOf(file) {
  const name = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(file)?.[1];
  return name?.replace('\\', '/').replace(PLATFORM, '');
}

module.exports = { packageOf };
