//! Engines that a thread keeps from one job to the next: making one costs more than compressing a kilobyte.

use std::cell::RefCell;

use zstd_safe::{CCtx, DCtx, ResetDirective};

use super::deflate::{Compressor, Decompressor};
use super::zstd::BlockEncoder;
use crate::engine::failure::Failure;

/// libdeflate compressors kept by each thread. One has up to 700 KiB.
const COMPRESSORS: usize = 2;
/// A Zstandard context that grew larger than this is not kept, in bytes.
const ZSTD_BYTES: usize = 4 << 20;

#[derive(Default)]
struct Kept {
    /// By level, the last used first.
    compressors: Vec<(i32, Compressor)>,
    decompressor: Option<Decompressor>,
    zstd_encoder: Option<CCtx<'static>>,
    zstd_decoder: Option<DCtx<'static>>,
    block_encoder: Option<BlockEncoder>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Runs `work` on this thread's part. `None` while the thread ends.
fn with_kept<R>(work: impl FnOnce(&mut Kept) -> R) -> Option<R> {
    KEPT.try_with(|kept| work(&mut kept.borrow_mut())).ok()
}

/// Runs `work` with a libdeflate compressor of this level.
pub fn with_compressor<R>(level: i32, work: impl FnOnce(&mut Compressor) -> R) -> Result<R, Failure> {
    let kept = with_kept(|kept| {
        let index = kept.compressors.iter().position(|(kept_level, _)| *kept_level == level)?;
        Some(kept.compressors.remove(index).1)
    });
    let mut compressor = match kept.flatten() {
        Some(compressor) => compressor,
        None => Compressor::new(level)?,
    };
    let result = work(&mut compressor);
    with_kept(|kept| {
        kept.compressors.insert(0, (level, compressor));
        kept.compressors.truncate(COMPRESSORS);
    });
    Ok(result)
}

/// Runs `work` with a libdeflate decompressor.
pub fn with_decompressor<R>(work: impl FnOnce(&mut Decompressor) -> R) -> Result<R, Failure> {
    let mut decompressor = match with_kept(|kept| kept.decompressor.take()).flatten() {
        Some(decompressor) => decompressor,
        None => Decompressor::new()?,
    };
    let result = work(&mut decompressor);
    with_kept(|kept| kept.decompressor = Some(decompressor));
    Ok(result)
}

/// A Zstandard compressor with no parameters set. Give it back when done.
pub fn take_zstd_encoder() -> Result<CCtx<'static>, Failure> {
    with_kept(|kept| kept.zstd_encoder.take())
        .flatten()
        .or_else(CCtx::try_create)
        .ok_or(Failure::OutOfMemory { bytes: ZSTD_BYTES })
}

/// Takes back what [`take_zstd_encoder`] gave.
pub fn keep_zstd_encoder(mut context: CCtx<'static>) {
    if context.sizeof() <= ZSTD_BYTES && context.reset(ResetDirective::SessionAndParameters).is_ok() {
        with_kept(|kept| kept.zstd_encoder = Some(context));
    }
}

/// A Zstandard decompressor with no parameters set. Give it back when done.
pub fn take_zstd_decoder() -> Result<DCtx<'static>, Failure> {
    with_kept(|kept| kept.zstd_decoder.take())
        .flatten()
        .or_else(DCtx::try_create)
        .ok_or(Failure::OutOfMemory { bytes: ZSTD_BYTES })
}

/// Takes back what [`take_zstd_decoder`] gave.
pub fn keep_zstd_decoder(mut context: DCtx<'static>) {
    if context.sizeof() <= ZSTD_BYTES && context.reset(ResetDirective::SessionAndParameters).is_ok() {
        with_kept(|kept| kept.zstd_decoder = Some(context));
    }
}

/// Runs `work` with a compressor of Zstandard blocks.
pub fn with_block_encoder<R>(work: impl FnOnce(&mut BlockEncoder) -> R) -> Result<R, Failure> {
    let mut encoder = match with_kept(|kept| kept.block_encoder.take()).flatten() {
        Some(encoder) => encoder,
        None => BlockEncoder::new()?,
    };
    let result = work(&mut encoder);
    if encoder.bytes() <= ZSTD_BYTES {
        with_kept(|kept| kept.block_encoder = Some(encoder));
    }
    Ok(result)
}
