//! Many messages of SHA-256, two at a time.

use super::sha256_message::{Message, Start, compress_both};
use super::sha256_pair::CompressPair;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// Digests every input into the room beside it. When one ends, the next takes its place.
///
/// # Errors
/// `Failure::Aborted`, and nothing else.
pub fn digest_all<'i, 'o>(
    compress_pair: CompressPair,
    start: Start,
    mut inputs: impl Iterator<Item = (Source<'i>, &'o mut [u8])>,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let [mut first, mut second] = [Lane::new(start), Lane::new(start)];
    loop {
        cancel.check()?;
        match (first.prepare(&mut inputs), second.prepare(&mut inputs)) {
            (true, true) => compress_both(compress_pair, &mut first.message, &mut second.message),
            (true, false) => first.message.compress(),
            (false, true) => second.message.compress(),
            (false, false) => return Ok(()),
        }
    }
}

/// A message at a time, and the room for its digest.
struct Lane<'i, 'o> {
    message: Message<'i>,
    output: Option<&'o mut [u8]>,
}

impl<'i, 'o> Lane<'i, 'o> {
    fn new(start: Start) -> Self {
        Self { message: Message::new(start), output: None }
    }

    /// Makes sure that blocks are ready: this message's or, when that has ended, the next one's. False if
    /// there is no next one.
    fn prepare(&mut self, inputs: &mut impl Iterator<Item = (Source<'i>, &'o mut [u8])>) -> bool {
        if self.output.is_some() && self.message.prepare() {
            return true;
        }
        if let Some(output) = self.output.take() {
            self.message.finish_into(output);
        }
        let Some((input, output)) = inputs.next() else { return false };
        self.message.begin(input);
        self.output = Some(output);
        self.message.prepare()
    }
}
