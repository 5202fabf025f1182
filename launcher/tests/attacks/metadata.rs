//! Properties of files outside, and watching them.

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{PermissionsExt, chown, lchown};
use std::time::SystemTime;
use std::{io, ptr};

use libc::EPERM;

use crate::attack::Plain::MaySucceed;
use crate::files::c_path;
use crate::launch::{check, check_long};
use crate::place::Place;

attacks! {
    changing_the_mode_of_a_file_outside, refused: [EPERM], |place| {
        fs::set_permissions(place.secret(), Permissions::from_mode(0o777))
    };
    changing_the_mode_by_the_newest_call { plain: MaySucceed("Linux has it from 6.6 on") }, refused: [EPERM], |place| {
        let path = c_path(&place.secret());
        // SAFETY: fchmodat2 with a string that ends in NUL.
        check_long(unsafe { libc::syscall(452, libc::AT_FDCWD, path.as_ptr(), 0o777, 0) }).map(drop)
    };
    changing_the_owner_of_a_file_outside, refused: [EPERM], |place| chown(place.secret(), Some(own_id()), None);
    changing_the_owner_of_a_link_outside, refused: [EPERM], |place| lchown(place.secret(), Some(own_id()), None);
    changing_the_times_of_a_file_outside, refused: [EPERM], |place| {
        let path = c_path(&place.secret());
        // SAFETY: a string that ends in NUL; no times means now.
        check(unsafe { libc::utimensat(libc::AT_FDCWD, path.as_ptr(), ptr::null(), 0) }).map(drop)
    };
    setting_an_attribute_of_a_file_outside
        { plain: MaySucceed("it depends on the file system") }, refused: [EPERM], |place| {
        let path = c_path(&place.secret());
        // SAFETY: strings that end in NUL, and one byte of the literal.
        check(unsafe { libc::setxattr(path.as_ptr(), c"user.x".as_ptr(), c"x".as_ptr().cast(), 1, 0) }).map(drop)
    };
    listing_the_attributes_of_a_file_outside, refused: [libc::EOPNOTSUPP], |place| {
        let path = c_path(&place.secret());
        // SAFETY: a string that ends in NUL; no room, so only the length is returned.
        let length = unsafe { libc::listxattr(path.as_ptr(), ptr::null_mut(), 0) };
        check(i32::try_from(length).unwrap()).map(drop)
    };
    // This call and the next say that they succeeded.
    changing_the_times_of_a_file_that_may_be_read, refused: [EPERM], |place| {
        let file = File::open(place.readable_file())?;
        file.set_modified(SystemTime::UNIX_EPOCH)?;
        let changed = file.metadata()?.modified()? == SystemTime::UNIX_EPOCH;
        if changed { Ok(()) } else { Err(io::Error::from_raw_os_error(EPERM)) }
    };
    changing_the_mode_of_a_file_that_may_be_read, refused: [EPERM], |place| {
        let file = File::open(place.readable_file())?;
        file.set_permissions(Permissions::from_mode(0o777))?;
        let changed = file.metadata()?.permissions().mode() & 0o777 == 0o777;
        if changed { Ok(()) } else { Err(io::Error::from_raw_os_error(EPERM)) }
    };
    setting_flags_of_a_file_that_may_be_read
        { plain: MaySucceed("it depends on the file system") }, refused: [EPERM], |place| {
        let file = File::open(place.readable_file())?;
        let mut flags: libc::c_long = 0;
        // SAFETY: FS_IOC_GETFLAGS and FS_IOC_SETFLAGS take a pointer to a number.
        unsafe {
            check(libc::ioctl(file.as_raw_fd(), 0x8008_6601, &raw mut flags))?;
            flags |= 0x40; // FS_NODUMP_FL
            check(libc::ioctl(file.as_raw_fd(), 0x4008_6602, &raw const flags)).map(drop)
        }
    };
    setting_the_generation_of_a_file_that_may_be_read
        { plain: MaySucceed("it depends on the file system") }, refused: [EPERM], |place| {
        let file = File::open(place.readable_file())?;
        let generation: libc::c_long = 77;
        // SAFETY: EXT4_IOC_SETVERSION takes a pointer to a number.
        check(unsafe { libc::ioctl(file.as_raw_fd(), 0x4008_6604, &raw const generation) }).map(drop)
    };
    holding_others_up_by_a_lease, refused: [EPERM], |place| {
        let file = OpenOptions::new().read(true).open(place.readable_file())?;
        // SAFETY: takes numbers.
        check(unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETLEASE, libc::F_RDLCK) }).map(drop)
    };
    watching_a_folder_outside, refused: [EPERM], |place| {
        let path = c_path(&place.outside(""));
        // SAFETY: a number, and a string that ends in NUL.
        unsafe {
            let watch = check(libc::inotify_init1(libc::IN_CLOEXEC))?;
            check(libc::inotify_add_watch(watch, path.as_ptr(), libc::IN_CREATE)).map(drop)
        }
    };
    taking_a_handle_of_a_file_outside
        { plain: MaySucceed("it depends on the file system") }, refused: [EPERM], |place| {
        #[repr(C)]
        struct Handle { bytes: u32, kind: i32, data: [u8; 128] }
        let path = c_path(&place.secret());
        let mut handle = Handle { bytes: 128, kind: 0, data: [0; 128] };
        let (handle, mut mount) = (ptr::from_mut(&mut handle), 0);
        let call = libc::SYS_name_to_handle_at;
        // SAFETY: a handle with the room that it says it has, and a number to fill.
        check_long(unsafe { libc::syscall(call, libc::AT_FDCWD, path.as_ptr(), handle, &raw mut mount, 0) }).map(drop)
    };
}

fn own_id() -> u32 {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() }
}

/// Row of a test elsewhere, which it succeeds in.
pub(crate) fn ask_for_size(place: &Place) -> io::Result<()> {
    fs::metadata(place.secret()).map(drop)
}
