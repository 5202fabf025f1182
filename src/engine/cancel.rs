//! The flag that every block of work looks at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;

/// Stops a job at its next block. Clones share one flag; a child also stops when its parent does.
///
/// Any thread may set it and any thread may look; it never goes back. `Relaxed` is enough, since the
/// flag guards no data: a job that sees it late does one more block.
#[derive(Clone)]
pub struct Cancel {
    /// `None`: nobody can set it.
    own: Option<Arc<Flag>>,
    parent: Option<Arc<Flag>>,
}

#[derive(Default)]
struct Flag {
    set: AtomicBool,
    heeded: AtomicBool,
}

impl Default for Cancel {
    fn default() -> Self {
        Self { own: Some(Arc::default()), parent: None }
    }
}

impl Cancel {
    /// The flag that is never set.
    pub const NEVER: Self = Self { own: None, parent: None };

    /// This flag, which from now on is also set when `parent` is. A grandparent is not looked at.
    pub fn child_of(mut self, parent: &Cancel) -> Self {
        self.parent.clone_from(&parent.own);
        self
    }

    /// Asks the job to stop. It does so at its next [`check`](Self::check).
    pub fn cancel(&self) {
        if let Some(own) = &self.own {
            own.set.store(true, Ordering::Relaxed);
        }
    }

    /// True once the job, or the environment it belongs to, was cancelled.
    pub fn is_cancelled(&self) -> bool {
        [&self.own, &self.parent].into_iter().flatten().any(|flag| flag.set.load(Ordering::Relaxed))
    }

    /// Says that work ended, or was not begun, because the flag is set.
    pub fn heed(&self) {
        if let Some(own) = &self.own {
            own.heeded.store(true, Ordering::Relaxed);
        }
    }

    /// Whether any work has [heeded](Self::heed) the flag.
    pub fn is_heeded(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.heeded.load(Ordering::Relaxed))
    }

    /// `Err(Failure::Aborted)` once the job was cancelled.
    pub fn check(&self) -> Result<(), Failure> {
        if self.is_cancelled() { Err(Failure::Aborted) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_flag() {
        let cancel = Cancel::default();
        let clone = cancel.clone();
        assert!(clone.check().is_ok());
        cancel.cancel();
        assert!(matches!(clone.check(), Err(Failure::Aborted)));
    }

    #[test]
    fn it_is_heeded_once_work_says_so() {
        let cancel = Cancel::default();
        cancel.cancel();
        assert!(cancel.check().is_err() && !cancel.is_heeded());
        cancel.clone().heed();
        assert!(cancel.is_heeded());
    }

    #[test]
    fn a_child_stops_with_its_parent_and_not_the_reverse() {
        let parent = Cancel::default();
        let first = Cancel::default().child_of(&parent);
        let second = Cancel::default().child_of(&parent);
        first.cancel();
        assert!(first.is_cancelled() && !second.is_cancelled() && !parent.is_cancelled());
        parent.cancel();
        assert!(second.is_cancelled());
    }
}
