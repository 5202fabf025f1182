'use strict';

const { bytesText, printMessage, reasonOf } = require('../output.js');

/** Prints what happened to each file, and keeps the exit status: as gzip's, 1 after a failure, otherwise 2 after a warning. */
class Report {
  status = 0;
  #command;
  #options;

  /**
   * @param {string} command
   * @param {{ quiet?: boolean, verbose?: boolean, maxOutput?: number }} options
   */
  constructor(command, options) {
    this.#command = command;
    this.#options = options;
  }

  /**
   * @param {string} file
   * @param {any} error with the name of the `output` where that is what failed
   */
  failed(file, error) {
    this.status = 1;
    printMessage(this.#command, `${shown(error.output ?? file)}: ${this.#reasonOf(error)}`);
  }

  /** @param {any} error */
  #reasonOf(error) {
    if (error.code !== 'ERR_BUFFER_TOO_LARGE') return reasonOf(error);
    return `holds more than the ${bytesText(this.#options.maxOutput ?? Infinity)} that --max-output allows`;
  }

  /**
   * @param {string} file
   * @param {string} text
   */
  warned(file, text) {
    this.status ||= 2;
    if (!this.#options.quiet) printMessage(this.#command, `${shown(file)}: ${text}`);
  }

  /**
   * @param {string} file
   * @param {string} text
   */
  done(file, text) {
    if (this.#options.verbose) process.stderr.write(`${shown(file)}:\t${text}\n`);
  }
}

/** @param {string} file */
function shown(file) {
  if (file === '') return "''";
  return file === '-' ? 'stdin' : file;
}

/**
 * Waits for work, and marks its failure as one of the output, which a message has to name.
 * @template T
 * @param {string} output
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function ofOutput(output, work) {
  try {
    return await work;
  } catch (error) {
    throw Object.assign(/** @type {Error} */ (error), { output });
  }
}

/**
 * As `ofOutput`, for work on two files: the paths in an error show which file it is about.
 * @template T
 * @param {string} output
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function whereOfOutput(output, work) {
  try {
    return await work;
  } catch (/** @type {any} */ error) {
    const isOutput = error.dest !== undefined || error.path === output;
    throw isOutput ? Object.assign(error, { output }) : error;
  }
}

module.exports = { Report, ofOutput, whereOfOutput };
