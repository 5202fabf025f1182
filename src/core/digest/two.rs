//! Two independent digests on one core at the same time.

use super::output::allocate;
use super::sha256_message::{Message, compress_both};
use super::sha256_pair::{self, CompressPair};
use super::spec::Spec;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// From this much input on, in bytes, two digests are worth being computed at once.
pub const WORTH_IT: usize = 64 * 1024;

/// One of the two.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub spec: &'a Spec,
    pub input: Source<'a>,
    pub cancel: &'a Cancel,
}

/// Whether digests of this kind gain from being computed two at a time on this processor.
pub fn gains(spec: &Spec) -> bool {
    spec.sha256().is_some() && sha256_pair::kernel().is_some()
}

/// The digests of both. They may have different keys, lengths and flags; one that ends or is cancelled leaves the
/// other to go on alone.
///
/// # Errors
/// Of each, as [`digest`](super::digest).
pub fn digest_two(requests: [Request<'_>; 2]) -> [Result<Vec<u8>, Failure>; 2] {
    digest_two_by(sha256_pair::kernel(), requests)
}

/// As [`digest_two`], on a processor with this kernel, or with none.
fn digest_two_by(
    kernel: Option<CompressPair>,
    [first, second]: [Request<'_>; 2],
) -> [Result<Vec<u8>, Failure>; 2] {
    let Some(kernel) = kernel else { return [alone(first), alone(second)] };
    match (Lane::new(first), Lane::new(second)) {
        (Some(mut one), Some(mut other)) => {
            run(kernel, &mut one, &mut other);
            [one.finish(), other.finish()]
        }
        _ => [alone(first), alone(second)],
    }
}

fn alone(Request { spec, input, cancel }: Request<'_>) -> Result<Vec<u8>, Failure> {
    super::digest(spec, input, cancel)
}

fn run(kernel: CompressPair, one: &mut Lane<'_>, other: &mut Lane<'_>) {
    loop {
        match (one.prepare(), other.prepare()) {
            (true, true) => compress_both(kernel, &mut one.message, &mut other.message),
            (true, false) => one.message.compress(),
            (false, true) => other.message.compress(),
            (false, false) => return,
        }
    }
}

struct Lane<'a> {
    request: Request<'a>,
    message: Message<'a>,
}

impl<'a> Lane<'a> {
    /// `None` for another algorithm.
    fn new(request: Request<'a>) -> Option<Self> {
        let mut message = Message::new(request.spec.sha256()?);
        message.begin(request.input);
        Some(Self { request, message })
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
    use crate::core::digest::{Algorithm, Key, digest};

    fn spec(name: &str, key: Key) -> Spec {
        Spec::new(Algorithm::named(name).expect("in the table"), key, None, 0).expect("it takes keys")
    }

    fn request<'a>(spec: &'a Spec, input: &'a [u8], cancel: &'a Cancel) -> Request<'a> {
        Request { spec, input: Source::Private(input), cancel }
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
        ];
        for first in &specs {
            for second in &specs {
                for (one, other) in [(0, 0), (0, 300_000), (65_536, 65_536), (65_537, 299_999), (300_000, 1)]
                {
                    let requests =
                        [request(first, &bytes[..one], &cancel), request(second, &bytes[..other], &cancel)];
                    let expected =
                        requests.map(|one| digest(one.spec, one.input, &cancel).expect("not cancelled"));
                    for kernel in [sha256_pair::kernel(), None] {
                        let found = digest_two_by(kernel, requests);
                        assert_eq!(found.map(|digest| digest.expect("as above")), expected, "{one} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_that_is_cancelled_leaves_the_other_to_go_on() {
        let bytes = vec![7; 200_000];
        let (cancelled, cancel) = (Cancel::default(), Cancel::default());
        cancelled.cancel();
        let spec = spec("sha256", Key::None);
        let expected = digest(&spec, Source::Private(&bytes), &cancel).unwrap();
        for kernel in [sha256_pair::kernel(), None] {
            let requests = [request(&spec, &bytes, &cancelled), request(&spec, &bytes, &cancel)];
            let [first, second] = digest_two_by(kernel, requests);
            assert!(matches!(first, Err(Failure::Aborted)));
            assert_eq!(second.expect("not cancelled"), expected);
        }
    }
}
