//! The sleep of the thread that looks at loops.

pub use implementation::{Bell, Descriptor};

/// On Linux a loop's descriptor becomes readable when something happens, so that its watcher can sleep as long as it does.
#[cfg(target_os = "linux")]
mod implementation {
    use std::ffi::c_int;
    use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd, RawFd};
    use std::time::Instant;

    use crate::process::alarm::Alarm;

    /// A copy of a loop's descriptor, which stays the same file when the loop is closed.
    pub struct Descriptor(Option<OwnedFd>);

    impl Descriptor {
        pub fn copy_of(descriptor: c_int) -> Self {
            // SAFETY: it is open, or -1, which is asked for.
            let copy = (descriptor >= 0)
                .then(|| unsafe { BorrowedFd::borrow_raw(descriptor) }.try_clone_to_owned().ok());
            Self(copy.flatten())
        }

        pub fn raw(&self) -> Option<RawFd> {
            self.0.as_ref().map(AsRawFd::as_raw_fd)
        }
    }

    /// Any thread may ring, one sleeps.
    pub struct Bell(Alarm);

    impl Bell {
        pub fn new() -> Self {
            Self(Alarm::new().expect("the system has event counters"))
        }

        pub fn ring(&self) {
            self.0.ring();
        }

        /// Until one of the descriptors is readable, the bell rings, or `until`. Gives the descriptors that are.
        pub fn sleep(&self, descriptors: impl Iterator<Item = RawFd>, until: Option<Instant>) -> Vec<RawFd> {
            let ready = self.0.wait(descriptors, until);
            self.0.woke();
            ready
        }
    }
}

/// Elsewhere loops are looked at again and again.
#[cfg(not(target_os = "linux"))]
mod implementation {
    use std::ffi::c_int;
    use std::sync::{Condvar, Mutex, PoisonError};
    use std::time::Instant;

    pub struct Descriptor;

    impl Descriptor {
        pub fn copy_of(_: c_int) -> Self {
            Self
        }

        pub fn raw(&self) -> Option<c_int> {
            None
        }
    }

    #[derive(Default)]
    pub struct Bell {
        is_rung: Mutex<bool>,
        rung: Condvar,
    }

    impl Bell {
        pub fn new() -> Self {
            Self::default()
        }

        pub fn ring(&self) {
            *self.is_rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.rung.notify_one();
        }

        /// Until the bell rings, or `until`.
        pub fn sleep(&self, _: impl Iterator<Item = c_int>, until: Option<Instant>) -> Vec<c_int> {
            let mut is_rung = self.is_rung.lock().unwrap_or_else(PoisonError::into_inner);
            if !*is_rung {
                is_rung = match until.map(|when| when.saturating_duration_since(Instant::now())) {
                    Some(left) => {
                        self.rung.wait_timeout(is_rung, left).unwrap_or_else(PoisonError::into_inner).0
                    }
                    None => self.rung.wait(is_rung).unwrap_or_else(PoisonError::into_inner),
                };
            }
            *is_rung = false;
            Vec::new()
        }
    }
}
