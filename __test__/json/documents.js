'use strict';

/** Documents of each kind that RFC 8259 tells apart, in the manner of JSON test suites. */

// prettier-ignore
const ACCEPTED = [
  ...['[]', '{}', ' [ ] ', '[[],[[]],{}]', 'null', 'true', 'false', '0', '-0', '""', ' "a" ', '\t\n\r 1\r\n'],
  ...['[-0]', '[1e999]', '[-1e999]', '[1E+2]', '[1e-2]', '[0.1]', '[123456789012345678901234567890]', '[1.0000000000000001]'],
  ...['["\\u0061\\n\\t\\b\\f\\r\\/\\\\\\""]', '["\\ud800"]', '["\\udc00\\ud800"]', '["\\ud83d\\ude00"]', '["\\u0000"]'],
  ...['["\u007f\u2028\u2029"]', '["😀é漢"]', '["\ud800"]', '["\udc00x\ud800"]', '["\ud83d\\ude00"]', '"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\"'],
  ...['{"a":1,"b":2,"a":3}', '{"2":1,"1":2,"b":3,"a":4,"0":5}', '{"":1,"":{}}', '{"a":{"a":{"a":{"a":[[[[[1]]]]]}}}}'],
  ...['{"a" : [ 1 , 2 , { "b" : null } ] , "c" : "a string that is longer than a piece of it" }'],
  ...['["a string that is longer than a piece", 1, "\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9", 2]'],
  ...['[1,[2,3,4,5,6,7,8,9],{"a":[1,2,3,4,5,6,7,8,9],"b":"cccccccccccc"},[[[[[[[[1,2,3,4]]]],5]]]]]'],
  ...['{"a long key of an object, longer than a piece":[1,2,3,4,5,6,7,8]}', '[1,\n\n\n\n\n\n\n\n\n\n\n\n2,         3]'],
];

// prettier-ignore
const REFUSED = [
  ...['', ' ', '[', ']', '{', '}', '[1', '[1,', '[1,]', '[,1]', '[1 2]', '[1}', '{"a"}', '{"a":}', '{"a":1,}', '{,}'],
  ...['{a:1}', "{'a':1}", '{"a" 1}', '{"a":1 "b"}', '{"a":1]', '{1:1}', '[1]]', '[1] x', '1 2', '{}{}', '"a" "b"'],
  ...['tru', 'True', 'nul', 'nulll', 'undefined', 'NaN', 'Infinity', '-Infinity', '[tru]', '[nulk]', '[fals'],
  ...['01', '[01]', '-', '[-]', '-01', '+1', '.5', '[1.]', '[1.e1]', '[1e]', '[1e+]', '[1ex]', '0x10', '1_000', '[-a]'],
  ...['"', '"abc', '"\\', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\u', '"a\nb"', '["a\tb"]', '"\u0000"', '["a\u001fb"]', '"\\\n"'],
  ...['\ufeff[]', '\u00a0[]', '[\u20281]', '[1]\u0000', '[\u000b1]', '//c\n1', '[1/**/]', '[[[[[[[[[[[[[[[[1,2,3'],
  ...['é', '["a"é]', '😀', '[1,😀]', '\ud800', '["\\\ud800"]', '["abcdefgh",\ud800]', '[object Object]'],
  ...['{"a":1,\n"b":2,\r\n"c":x}', '{"first":"a value of some length","second":[1,2,3],"third"-"no colon here"}'],
  ...['["a string that is longer than a piece of it, with a \\q bad escape in it"]', '[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,x'],
  ...['[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,x,16,17,18,19,20,21,22,23]', '["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
];

module.exports = { ACCEPTED, REFUSED };
