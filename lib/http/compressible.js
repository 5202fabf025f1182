'use strict';

/** Common types that compression makes smaller, by the database of types (mime-db). Without parameters. */
const COMPRESSIBLE =
  /^text\/|[/+](?:json|text|xml|yaml)$|^application\/(?:[\w.-]*javascript|ecmascript|wasm|manifest|toml|x-sh|x-sql|sql|graphql|rtf|postscript|x-ndjson|ndjson|jsonl|json-seq|x-www-form-urlencoded|vnd\.ms-fontobject|x-font-ttf)$|^font\/(?:ttf|otf)$|^image\/(?:bmp|x-icon|vnd\.microsoft\.icon)$/i;

/**
 * Whether a body of this Content-Type is worth compressing. One without a type is not.
 * @param {unknown} type
 */
function isCompressible(type) {
  return typeof type === 'string' && COMPRESSIBLE.test(type.split(';', 1)[0].trim());
}

module.exports = { isCompressible };
