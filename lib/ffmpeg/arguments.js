'use strict';

const { invalidType, invalidValue } = require('../errors.js');
const { argvOf } = require('../process/argv.js');

// Arguments of a caller's own stand between the source and the result. Those that name other files are refused here, with
// what to do instead. What holds them back for certain is the sandbox: a program of this size has more ways than a list.

/** Options of ffmpeg that take no value. All others take the argument behind them. */
const FLAGS = [
  ...['an', 'vn', 'sn', 'dn', 'shortest', 'copyts', 'start_at_zero', 'bitexact', 'fix_sub_duration'],
  ...['ignore_unknown', 'copy_unknown', 'autoscale', 'noautoscale', 'xerror', 'noautorotate'],
];

/** Options that name files, start another source or result, or are set here. */
const REFUSED = [
  ...[
    'i',
    'f',
    'y',
    'n',
    'v',
    'h',
    'L',
    'loglevel',
    'report',
    'progress',
    'stats',
    'nostats',
    'nostdin',
    'stdin',
  ],
  ...['attach', 'dump_attachment', 'passlogfile', 'vstats', 'pre', 'vpre', 'apre', 'spre', 'fpre', 'target'],
  ...['protocol_whitelist', 'protocol_blacklist', 'format_whitelist', 'codec_whitelist', 'init_hw_device'],
  ...['filter_script', 'filter_complex_script', 'version', 'sources', 'sinks', 'print_graphs', 're'],
  ...['hls_time', 'hls_list_size', 'hls_playlist_type', 'hls_segment_type', 'hls_enc', 'hls_playlist'],
  ...['seg_duration', 'dash_segment_type', 'single_file', 'window_size', 'master_pl_name', 'hls_master_name'],
  ...['init_seg_name', 'media_seg_name', 'single_file_name', 'var_stream_map'],
];

/** Parts of names of options that take a file or an address. */
const OF_FILES = /^\/|filename|(?<!pro)file|script|url|path|proxy/;

/** What names a file or an address: an absolute path, one through a parent folder, or a protocol. */
const FILE_VALUE =
  /^(?:~|\.{0,2}\/|\.\.$)|\/\.\.(?:\/|$)|^[a-z][a-z0-9+.-]*:\/\/|^(?:file|pipe|fd|concat|data|subfile|crypto|cache|async):/i;

/** Options whose value is a graph of filters. */
const OF_FILTERS = /^(?:vf|af|filter|filter_complex|lavfi)$/;

/** Options whose value is a list of an encoder's own options, and what of these names files. */
const OF_ENCODERS = /(?:^x26[45]opts|params)$/;
const FILE_SETTINGS =
  /(?:^|:)(?:[\w-]*file|[\w-]*stats|analysis-(?:save|load)|recon|csv|dump-yuv|scaling-list|opencl-clbin|fgs-table)\s*=/i;

/** Filters that open files, addresses or devices, and options of others by which they do. */
const FILE_FILTERS =
  /(?:^|[[\],;\s])(a?movie|subtitles|ass|lut[13]d|frei0r\w*|ladspa|lv2|arnndn|sofalizer|dnn_\w+|libvmaf|ocr|a?zmq|removelogo|cover_rect|find_rect|vidstab\w+|program_opencl|openclsrc|coreimage\w*|libplacebo|flite|whisper)\s*(?:@\w+\s*)?(?:[=,;[]|$)|(?:^|[=:,;\s])\w*(?:file|filename|model|logo|url)\s*=/i;

/**
 * The caller's arguments, checked.
 * @param {unknown} given
 * @returns {string[]}
 */
function argumentsOf(given) {
  if (given === undefined) throw invalidType('options.args', 'an instance of Array', given);
  const args = argvOf('options.args', given);
  for (let at = 0; at < args.length; at += 1) {
    const option = optionAt(args, at);
    if (FLAGS.includes(option)) continue;
    at += 1;
    checkValue(option, args, at);
  }
  return args;
}

/**
 * The name of the option at this place, without its dash and the stream that it is for.
 * @param {string[]} args
 * @param {number} at
 */
function optionAt(args, at) {
  const name = `options.args[${at}]`;
  const word = args[at];
  if (!/^-./.test(word))
    throw invalidValue(name, 'has no option before it, and would be the name of another result', word);
  const option = word.slice(1).split(':', 1)[0];
  if (REFUSED.includes(option) || OF_FILES.test(option))
    throw invalidValue(name, 'names a file, or is set by offloop/ffmpeg: leave it out', word);
  return option;
}

/**
 * @param {string} option
 * @param {string[]} args
 * @param {number} at
 */
function checkValue(option, args, at) {
  if (at === args.length)
    throw invalidValue(`options.args[${at - 1}]`, 'needs a value behind it', args[at - 1]);
  const value = args[at];
  if (FILE_VALUE.test(value)) throw invalidValue(`options.args[${at}]`, 'names a file or an address', value);
  if (OF_FILTERS.test(option) && FILE_FILTERS.test(value))
    throw invalidValue(`options.args[${at}]`, 'has a filter that opens a file', value);
  if (OF_ENCODERS.test(option) && FILE_SETTINGS.test(value))
    throw invalidValue(`options.args[${at}]`, 'has a setting of the encoder that names a file', value);
}

module.exports = { argumentsOf };
