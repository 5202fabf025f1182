'use strict';

/**
 * Published digests. RFC 9530, appendix B (representation with and without a newline, and section 2's pair); W3C
 * Subresource Integrity, section 3.1 and 3.2: the script `alert('Hello, world.');`.
 */
module.exports = {
  RFC_9530: [
    ['{"hello": "world"}\n', 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:'],
    ['{"hello": "world"}', 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:'],
  ],
  W3C_SRI: [
    ["alert('Hello, world.');", 'sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO'],
    ["alert('Hello, world.');", 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='],
  ],
  /** Headers that no digest can be taken from. */
  UNUSABLE_HEADERS: [
    '',
    'sha=:AAAA:',
    'sha-256',
    'sha-256=?1',
    'sha-256=abc',
    'sha-256="X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="',
    'sha-256=:AAAA:',
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=',
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:,',
    'sha-256 =:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=: ; a=1',
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:, a=(1"b")',
    'SHA-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:\0',
    `a=${'('.repeat(60_000)}`,
    'a=1,'.repeat(20_000),
  ],
  /** Headers of {"hello": "world"} that are right. */
  USABLE_HEADERS: [
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE:',
    ' sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:;a="b\\"";c ',
    'md5=:AAAA:,\tunixsum=30637, x=(1 a;b "c");d=1.5, y=?0, z=@1659578233, sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    'sha-256=:AAAA:, sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    ['md5=:AAAA:', 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:'],
  ],
};
