//! Two independent digests on one core at the same time.

use std::mem::discriminant;

use super::lanes::{AnyStart, Kernel, Kernels, Message, Sha2, Start, take_in};
use super::output::allocate;
use super::spec::Spec;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// From this much input on, in bytes, two digests are worth being computed at once.
pub const WORTH_IT: usize = 64 * 1024;

/// One of the two.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub spec: &'a Spec,
    pub input: InputBytes<'a>,
    pub cancel: &'a Cancel,
}

/// Whether digests of this kind gain from being computed two at a time on this processor.
pub fn gains(spec: &Spec) -> bool {
    let kernels = Kernels::best();
    match spec.sha2() {
        Some(AnyStart::Sha256(_)) => kernels.sha256.is_some_and(|kernel| kernel.together(2) > 1),
        Some(AnyStart::Sha512(_)) => kernels.sha512.is_some_and(|kernel| kernel.together(2) > 1),
        None => false,
    }
}

/// Whether these two do: others are computed one after the other.
pub fn gain_together(one: &Spec, other: &Spec) -> bool {
    gains(one)
        && one.sha2().map(|start| discriminant(&start)) == other.sha2().map(|start| discriminant(&start))
}

/// The digests of both. They may have different keys, lengths and flags; one that ends or is cancelled leaves the
/// other to go on alone.
///
/// # Errors
/// Of each, as [`digest`](super::digest).
pub fn digest_two(requests: [Request<'_>; 2]) -> [Result<Vec<u8>, Failure>; 2] {
    digest_two_by(Kernels::best(), requests)
}

/// As [`digest_two`], on a processor with these kernels.
fn digest_two_by(kernels: Kernels, requests: [Request<'_>; 2]) -> [Result<Vec<u8>, Failure>; 2] {
    match (requests.map(|request| request.spec.sha2()), kernels) {
        (
            [Some(AnyStart::Sha256(one)), Some(AnyStart::Sha256(other))],
            Kernels { sha256: Some(kernel), .. },
        ) => together(kernel, [one, other], requests),
        (
            [Some(AnyStart::Sha512(one)), Some(AnyStart::Sha512(other))],
            Kernels { sha512: Some(kernel), .. },
        ) => together(kernel, [one, other], requests),
        _ => requests.map(|Request { spec, input, cancel }| super::digest(spec, input, cancel)),
    }
}

fn together<H: Sha2>(
    kernel: Kernel<H>,
    [one, other]: [Start<H>; 2],
    [first, second]: [Request<'_>; 2],
) -> [Result<Vec<u8>, Failure>; 2] {
    let mut both = [Digesting::new(one, first), Digesting::new(other, second)];
    loop {
        let ready = match both.each_mut().map(Digesting::prepare) {
            [true, true] => &mut both[..],
            [true, false] => &mut both[..1],
            [false, true] => &mut both[1..],
            [false, false] => return both.each_ref().map(Digesting::finish),
        };
        take_in(kernel, ready.iter_mut().map(|one| &mut one.message));
    }
}

struct Digesting<'a, H: Sha2> {
    request: Request<'a>,
    message: Message<'a, H>,
}

impl<'a, H: Sha2> Digesting<'a, H> {
    fn new(start: Start<H>, request: Request<'a>) -> Self {
        let mut message = Message::new(start);
        message.begin(request.input);
        Self { request, message }
    }

    /// False when all is taken in, or nothing more is wanted.
    fn prepare(&mut self) -> bool {
        !self.request.cancel.is_cancelled() && self.message.prepare()
    }

    fn finish(&self) -> Result<Vec<u8>, Failure> {
        let mut output = allocate(self.request.spec.output_length(), self.request.cancel)?;
        self.request.cancel.check()?;
        self.message.finish_into(&mut output);
        Ok(output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::digest::{Algorithm, Key, digest};

    fn spec(name: &str, key: Key) -> Spec {
        Spec::new(Algorithm::named(name).expect("in the table"), key, None, 0).expect("it takes keys")
    }

    fn request<'a>(spec: &'a Spec, input: &'a [u8], cancel: &'a Cancel) -> Request<'a> {
        Request { spec, input: InputBytes::Private(input), cancel }
    }

    #[test]
    fn both_have_the_digests_that_they_have_alone() {
        let bytes: Vec<u8> = (0..=250).cycle().take(300_000).collect();
        let cancel = Cancel::default();
        let specs = [
            spec("sha256", Key::None),
            spec("sha224", Key::None),
            spec("sha256", Key::Bytes(b"key".to_vec())),
            spec("sha512", Key::None),
            spec("sha384", Key::Bytes(b"key".to_vec())),
        ];
        for first in &specs {
            for second in &specs {
                for (one, other) in [(0, 0), (0, 300_000), (65_536, 65_536), (65_537, 299_999), (300_000, 1)]
                {
                    let requests =
                        [request(first, &bytes[..one], &cancel), request(second, &bytes[..other], &cancel)];
                    let expected =
                        requests.map(|one| digest(one.spec, one.input, &cancel).expect("not cancelled"));
                    for kernels in Kernels::all() {
                        let found = digest_two_by(kernels, requests);
                        assert_eq!(found.map(|digest| digest.expect("as above")), expected, "{one} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_digests_of_one_size_of_word_gain_from_each_other() {
        let [sha256, sha224, sha512, sha1] =
            ["sha256", "sha224", "sha512", "sha1"].map(|name| spec(name, Key::None));
        assert_eq!(gain_together(&sha256, &sha224), gains(&sha256));
        assert_eq!(gain_together(&sha512, &sha512), gains(&sha512));
        assert!(!gain_together(&sha256, &sha512));
        assert!(!gain_together(&sha512, &sha256));
        assert!(!gain_together(&sha1, &sha1));
    }

    #[test]
    fn one_that_is_cancelled_leaves_the_other_to_go_on() {
        let bytes = vec![7; 200_000];
        let (cancelled, cancel) = (Cancel::default(), Cancel::default());
        cancelled.cancel();
        let spec = spec("sha256", Key::None);
        let expected = digest(&spec, InputBytes::Private(&bytes), &cancel).unwrap();
        for kernels in Kernels::all() {
            let requests = [request(&spec, &bytes, &cancelled), request(&spec, &bytes, &cancel)];
            let [first, second] = digest_two_by(kernels, requests);
            assert!(matches!(first, Err(Failure::Aborted)));
            assert_eq!(second.expect("not cancelled"), expected);
        }
    }
}
