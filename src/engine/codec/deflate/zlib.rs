//! zlib-rs: deflate with state, a block at a time, with zlib's own error messages.

use std::sync::Arc;

use zlib_rs::{DeflateConfig, DeflateFlush, InflateError, InflateFlush, Status};

use super::settings::Settings;
use crate::engine::codec::{Tuning, fault, output};
use crate::engine::failure::Failure;

/// zlib-rs's level for each level of zlib's.
///
/// The same number is not the same effort: zlib-rs 0.6 gives at 1 a quarter more output than zlib 1.3, at 6
/// up to 1.6 % more, and at 9 on JSON 4 % more. With these levels, on 8 to 16 MiB each of source text, two
/// kinds of JSON and machine code, 6 never gives more and the others at most 1 % more, and all are at least
/// as fast.
const LEVELS: [i32; 10] = [0, 2, 3, 4, 4, 6, 7, 7, 8, 8];

/// How much output is made room for at a time, in bytes.
const ROOM: usize = 32 << 10;

/// Compresses to raw deflate data.
pub struct Deflate(zlib_rs::Deflate);

impl Deflate {
    /// A compressor with these settings.
    pub fn new(settings: &Settings<'_>) -> Result<Self, Failure> {
        let config = DeflateConfig {
            level: LEVELS[settings.level as usize],
            // Negative: raw.
            window_bits: -i32::from(settings.window_bits),
            mem_level: i32::from(settings.tuning.mem_level.unwrap_or(Tuning::MEM_LEVEL)),
            strategy: settings.tuning.strategy,
            ..DeflateConfig::default()
        };
        let mut engine = zlib_rs::Deflate::new_with_config(config);
        if let Some(dictionary) = settings.dictionary {
            engine.set_dictionary(dictionary).map_err(|error| Failure::Internal(error.as_str().into()))?;
        }
        Ok(Self(engine))
    }

    /// Takes all of `input` and appends what `flush` asks for.
    pub fn run(&mut self, mut input: &[u8], flush: DeflateFlush, out: &mut Vec<u8>) -> Result<(), Failure> {
        loop {
            output::reserve(out, ROOM)?;
            let (before_in, before_out) = (self.0.total_in(), self.0.total_out());
            // SAFETY: the engine counts the bytes that it writes.
            let (full, status) = unsafe {
                output::append(out, usize::MAX, |spare| {
                    let status = self.0.compress_uninit(input, spare, flush);
                    let written = (self.0.total_out() - before_out) as usize;
                    (written, (written == spare.len(), status))
                })
            };
            input = &input[(self.0.total_in() - before_in) as usize..];
            match status {
                Ok(Status::StreamEnd) => return Ok(()),
                Ok(_) if full || !input.is_empty() => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(Failure::Internal(error.as_str().into())),
            }
        }
    }
}

/// With less room than this, in bytes, zlib-rs 0.6 decodes without its fast loop.
const FAST_LOOP_ROOM: usize = 260;
/// The largest distance in deflate data. Past as many bytes of output no distance is too far.
const LARGEST_DISTANCE: u64 = 1 << 15;
/// What zlib-rs 0.6 says of an error that its fast loop found, in place of the reason.
const REASON_LOST: &str = "repeated call with bad state";

/// Decompresses one member or stream.
pub struct Inflate {
    engine: zlib_rs::Inflate,
    dictionary: Option<Arc<[u8]>>,
    /// What to say when the engine has lost the reason.
    likely: &'static str,
}

const TOO_FAR: &str = "invalid distance too far back";

/// What the data is wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    Gzip,
    Zlib,
    Raw,
}

impl Inflate {
    /// A decompressor for windows of up to `window_bits`, 8 to 15. A raw stream has the dictionary before
    /// it; a zlib stream asks for it.
    pub fn new(wrap: Wrap, window_bits: u8, dictionary: Option<Arc<[u8]>>) -> Result<Self, Failure> {
        const GZIP: u8 = 16;
        let mut engine = match wrap {
            Wrap::Gzip => zlib_rs::Inflate::new(true, GZIP + window_bits),
            Wrap::Zlib => zlib_rs::Inflate::new(true, window_bits),
            Wrap::Raw => zlib_rs::Inflate::new(false, window_bits),
        };
        if let (Wrap::Raw, Some(dictionary)) = (wrap, &dictionary) {
            engine.set_dictionary(dictionary).map_err(|_| fault::needs_dictionary("Bad dictionary"))?;
        }
        // In a smaller window a distance can be too far at any time.
        let likely = if window_bits < 15 { TOO_FAR } else { "invalid distance code" };
        Ok(Self { engine, dictionary, likely })
    }

    /// Decodes from `input` into at most `room` bytes of `out`'s spare capacity. Returns how many bytes of
    /// input it took and whether the stream is over.
    pub fn step(&mut self, input: &[u8], room: usize, out: &mut Vec<u8>) -> Result<(usize, bool), Failure> {
        let (before, end) = (self.engine.total_in(), out.len() + room);
        loop {
            let consumed = (self.engine.total_in() - before) as usize;
            let room = self.careful_room(end - out.len());
            let full = out.len() + room;
            match self.call(&input[consumed..], room, out) {
                Ok(status) => {
                    let consumed = (self.engine.total_in() - before) as usize;
                    let over = status == Status::StreamEnd;
                    if over || out.len() < full || full == end {
                        return Ok((consumed, over));
                    }
                }
                Err(InflateError::NeedDict { .. }) => self.give_dictionary()?,
                Err(InflateError::MemError) => return Err(Failure::OutOfMemory { bytes: 1 << 15 }),
                Err(error) => return Err(fault::wrong(self.reason(error))),
            }
        }
    }

    /// As much of `room` as lets the engine find why data is wrong. At first that is little: the fast loop
    /// loses the reason, and the usual one, a distance that is too far, is only possible at first.
    fn careful_room(&self, room: usize) -> usize {
        if self.engine.total_out() < LARGEST_DISTANCE { room.min(FAST_LOOP_ROOM - 1) } else { room }
    }

    fn call(&mut self, input: &[u8], room: usize, out: &mut Vec<u8>) -> Result<Status, InflateError> {
        let before = self.engine.total_out();
        // SAFETY: the engine counts the bytes that it writes.
        unsafe {
            output::append(out, room, |spare| {
                let status = self.engine.decompress_uninit(input, spare, InflateFlush::NoFlush);
                ((self.engine.total_out() - before) as usize, status)
            })
        }
    }

    fn reason(&self, error: InflateError) -> &'static str {
        match self.engine.error_message() {
            Some(REASON_LOST) => self.likely,
            Some(reason) => reason,
            None => error.as_str(),
        }
    }

    fn give_dictionary(&mut self) -> Result<(), Failure> {
        let dictionary = self.dictionary.as_ref().ok_or(fault::needs_dictionary("Missing dictionary"))?;
        match self.engine.set_dictionary(dictionary) {
            Ok(_) => Ok(()),
            Err(_) => Err(fault::needs_dictionary("Bad dictionary")),
        }
    }
}
