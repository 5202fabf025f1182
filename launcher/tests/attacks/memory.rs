//! Memory that no limit would count.

use std::os::fd::AsRawFd;
use std::{io, ptr};

use libc::{EPERM, MAP_ANONYMOUS, MAP_GROWSDOWN, MAP_PRIVATE, MAP_SHARED};

use crate::attack::Plain::MaySucceed;
use crate::launch::{check, check_long};

const MERGES: &str = "a kernel can be built without it";

attacks! {
    a_file_in_memory, refused: [EPERM], |_| {
        // SAFETY: a string that ends in NUL.
        check(unsafe { libc::memfd_create(c"x".as_ptr(), 0) }).map(drop)
    };
    a_secret_file_in_memory
        { plain: MaySucceed("it depends on the kernel") }, refused: [EPERM],
        // SAFETY: takes a number.
        |_| check_long(unsafe { libc::syscall(libc::SYS_memfd_secret, 0) }).map(drop);
    a_shared_segment, refused: [EPERM], |_| {
        // SAFETY: takes numbers.
        let id = check(unsafe { libc::shmget(libc::IPC_PRIVATE, 4096, 0o600) })?;
        // SAFETY: removes what was just made.
        check(unsafe { libc::shmctl(id, libc::IPC_RMID, ptr::null_mut()) }).map(drop)
    };
    a_semaphore, refused: [EPERM], |_| {
        // SAFETY: takes numbers.
        let id = check(unsafe { libc::semget(libc::IPC_PRIVATE, 1, 0o600) })?;
        // SAFETY: removes what was just made.
        check(unsafe { libc::semctl(id, 0, libc::IPC_RMID) }).map(drop)
    };
    a_system_v_message_queue, refused: [EPERM], |_| {
        // SAFETY: takes numbers.
        let id = check(unsafe { libc::msgget(libc::IPC_PRIVATE, 0o600) })?;
        // SAFETY: removes what was just made.
        check(unsafe { libc::msgctl(id, libc::IPC_RMID, ptr::null_mut()) }).map(drop)
    };
    the_semaphores_of_another_process, refused: [EPERM], |place| {
        let mut wait = libc::sembuf { sem_num: 0, sem_op: 0, sem_flg: libc::IPC_NOWAIT.try_into().unwrap() };
        // SAFETY: one operation.
        check(unsafe { libc::semop(place.semaphores, &raw mut wait, 1) }).map(drop)
    };
    a_message_queue { plain: MaySucceed("it depends on the kernel") }, refused: [EPERM], |_| {
        let (name, create) = (c"/offloop-attack".as_ptr(), libc::O_CREAT | libc::O_RDWR);
        let attributes = ptr::null_mut::<libc::mq_attr>();
        // SAFETY: a string that ends in NUL, and no attributes.
        check(unsafe { libc::mq_open(name, create, 0o600, attributes) })?;
        // SAFETY: as above; removes what was just made.
        check(unsafe { libc::mq_unlink(name) }).map(drop)
    };
    memory_shared_with_nobody_yet, refused: [EPERM], |_| map(MAP_SHARED | MAP_ANONYMOUS);
    memory_shared_by_the_device_of_zeros, refused: [libc::EACCES], |_| {
        let zero = std::fs::OpenOptions::new().read(true).write(true).open("/dev/zero")?;
        let rights = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: new memory, where the kernel likes, which nothing else uses.
        let memory = unsafe { libc::mmap(ptr::null_mut(), 4096, rights, MAP_SHARED, zero.as_raw_fd(), 0) };
        if memory == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
    };
    memory_that_grows_by_itself, refused: [EPERM], |_| map(MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN);
    pages_merged_with_those_of_others { plain: MaySucceed(MERGES) }, refused: [libc::EINVAL], |_| {
        let rights = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: new memory, where the kernel likes, which nothing else uses.
        let memory = unsafe { libc::mmap(ptr::null_mut(), 4096, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) };
        // SAFETY: changes nothing of what is in the memory that was just made.
        check(unsafe { libc::madvise(memory, 4096, libc::MADV_MERGEABLE) }).map(drop)
    };
    all_pages_merged_with_those_of_others
        { plain: MaySucceed(MERGES) }, refused: [EPERM],
        // SAFETY: takes numbers: PR_SET_MEMORY_MERGE.
        |_| check(unsafe { libc::prctl(67, 1, 0, 0, 0) }).map(drop);
    faults_handled_by_the_process
        { plain: MaySucceed("a sysctl can forbid it") }, refused: [EPERM],
        // SAFETY: takes a number: UFFD_USER_MODE_ONLY.
        |_| check_long(unsafe { libc::syscall(libc::SYS_userfaultfd, 1) }).map(drop);
}

fn map(flags: libc::c_int) -> io::Result<()> {
    // SAFETY: new memory, where the kernel likes, which nobody uses.
    let memory = unsafe { libc::mmap(ptr::null_mut(), 4096, libc::PROT_READ, flags, -1, 0) };
    if memory == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
}
