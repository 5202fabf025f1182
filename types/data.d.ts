/// <reference types="node" />

/**
 * What calls take as their input.
 *
 * @module Data
 */

/**
 * Bytes. A string is encoded as UTF-8; lone surrogates become U+FFFD.
 *
 * Do not change the bytes until the promise settles. If you do, the result is unspecified; nothing else happens.
 */
export type Bytes = string | NodeJS.ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/** Bytes, or a Blob or File, which is read piece by piece. */
export type Data = Bytes | Blob;

/** A path of the file system, or a `file:` URL. */
export type Path = string | Uint8Array | URL;
