//! Many messages, as many at a time as a kernel has lanes.

use super::kernel::Kernel;
use super::lane::take_in;
use super::message::{Message, Start};
use super::sha2::Sha2;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Digests every input into the room beside it, at most `at_once` of them at a time. When one ends, the next takes
/// its place.
///
/// # Errors
/// `Failure::Aborted`, and nothing else.
pub fn digest_all<'i, 'o, H: Sha2>(
    kernel: Kernel<H>,
    start: Start<H>,
    at_once: usize,
    mut inputs: impl Iterator<Item = (InputBytes<'i>, &'o mut [u8])>,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let mut lanes: Vec<Digesting<'i, 'o, H>> = Vec::new();
    lanes.resize_with(kernel.lanes().min(at_once), || Digesting::new(start));
    loop {
        cancel.check()?;
        lanes.retain_mut(|lane| lane.prepare(&mut inputs));
        if lanes.is_empty() {
            return Ok(());
        }
        take_in(kernel, lanes.iter_mut().map(|lane| &mut lane.message));
    }
}

/// A message at a time, and the room for its digest.
struct Digesting<'i, 'o, H: Sha2> {
    message: Message<'i, H>,
    output: Option<&'o mut [u8]>,
}

impl<'i, 'o, H: Sha2> Digesting<'i, 'o, H> {
    fn new(start: Start<H>) -> Self {
        Self { message: Message::new(start), output: None }
    }

    /// Makes sure that blocks are ready: this message's or, when that has ended, the next one's. False if
    /// there is no next one.
    fn prepare(&mut self, inputs: &mut impl Iterator<Item = (InputBytes<'i>, &'o mut [u8])>) -> bool {
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
