//! Contents and names of files outside.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use libc::{EACCES, EXDEV};

use crate::place::Place;

attacks! {
    reading_a_file_outside, refused: [EACCES], |place| read(&place.secret());
    reading_the_list_of_users, refused: [EACCES], |_| read(Path::new("/etc/passwd"));
    reading_by_another_thread, refused: [EACCES], |place| {
        let secret = place.secret();
        thread::spawn(move || read(&secret)).join().unwrap()
    };
    listing_a_folder_outside, refused: [EACCES], |place| fs::read_dir(place.outside("")).map(drop);
    writing_a_file_outside, refused: [EACCES], |place| fs::write(place.secret(), "x");
    appending_to_a_file_outside, refused: [EACCES], |place| append(&place.secret());
    writing_a_file_that_may_be_read, refused: [EACCES], |place| append(&place.readable_file());
    emptying_a_file_that_may_be_read, refused: [EACCES], |place| {
        OpenOptions::new().write(true).truncate(true).open(place.readable_file()).map(drop)
    };
    truncating_a_file_outside_by_name, refused: [EACCES], |place| {
        let path = c_path(&place.secret());
        // SAFETY: a string that ends in NUL.
        crate::launch::check(unsafe { libc::truncate(path.as_ptr(), 1) }).map(drop)
    };
    creating_a_file_outside, refused: [EACCES], |place| fs::write(place.outside("new"), "x");
    creating_a_folder_outside, refused: [EACCES], |place| fs::create_dir(place.outside("new"));
    creating_a_link_outside, refused: [EACCES], |place| symlink("/", place.outside("new"));
    removing_a_file_outside, refused: [EACCES], |place| fs::remove_file(place.secret());
    removing_a_file_that_may_be_read, refused: [EACCES], |place| fs::remove_file(place.readable_file());
    following_a_symbolic_link_outside, refused: [EACCES], |place| {
        symlink(place.secret(), place.writable("link"))?;
        read(&place.writable("link"))
    };
    linking_a_file_outside_into_a_writable_folder, refused: [EACCES, EXDEV], |place| {
        fs::hard_link(place.secret(), place.writable("link"))
    };
    moving_a_file_outside_into_a_writable_folder, refused: [EACCES, EXDEV], |place| {
        fs::rename(place.secret(), place.writable("moved"))
    };
    replacing_a_link_while_it_is_opened, refused: [EACCES], |place| race(place);
    writing_to_the_temporary_folder, refused: [EACCES], |_| create_and_remove("/tmp");
    writing_to_shared_memory, refused: [EACCES], |_| create_and_remove("/dev/shm");
    reading_the_environment_of_another_process, refused: [EACCES], |place| read(&of_victim(place, "environ"));
    reading_the_mappings_of_another_process, refused: [EACCES], |place| read(&of_victim(place, "maps"));
    opening_the_memory_of_another_process, refused: [EACCES], |place| {
        OpenOptions::new().read(true).write(true).open(of_victim(place, "mem")).map(drop)
    };
    reading_where_another_process_works, refused: [EACCES], |place| {
        fs::read_link(of_victim(place, "cwd")).map(drop)
    };
    writing_its_own_memory_by_proc, refused: [EACCES], |_| {
        OpenOptions::new().write(true).open("/proc/self/mem").map(drop)
    };
    becoming_the_last_to_be_killed_for_memory, refused: [EACCES], |_| {
        fs::write("/proc/self/oom_score_adj", "1000")
    };
    reading_the_connections_of_the_machine, refused: [EACCES], |_| read(Path::new("/proc/self/net/tcp"));
    reading_mounts, refused: [EACCES], |_| read(Path::new("/proc/self/mountinfo"));
    reading_the_settings_of_a_package, refused: [EACCES], |place| read(&place.package(".env"));
    reading_a_hidden_folder_of_a_package, refused: [EACCES], |place| read(&place.package(".settings/key"));
    reading_the_settings_of_a_part_of_a_package, refused: [EACCES], |place| read(&place.package("part/.env"));
    listing_a_package_with_hidden_files, refused: [EACCES], |place| fs::read_dir(place.package("")).map(drop);
    making_files_for_everybody, refused: [libc::EPERM], |place| {
        // SAFETY: takes a number and cannot fail.
        unsafe { libc::umask(0) };
        fs::write(place.writable("new"), "x")?;
        let open = fs::metadata(place.writable("new"))?.permissions().mode() & 0o77 != 0;
        if open { Ok(()) } else { Err(io::Error::from_raw_os_error(libc::EPERM)) }
    };
    listing_processes, refused: [EACCES], |_| fs::read_dir("/proc").map(drop);
}

#[test]
fn a_package_gives_its_program_and_a_writable_folder_its_locks() {
    for &user in crate::launch::User::all() {
        for name in ["reading_the_program_of_a_package", "locking_what_may_be_written"] {
            let place = Place::new(user);
            let outcome = crate::launch::sandboxed(name, &place, place.sandbox());
            assert_eq!(outcome, crate::launch::Outcome::Succeeded, "{name} as {user:?}");
        }
    }
}

/// Not an attack that is refused: names and properties of files cannot be hidden this way.
#[test]
fn names_and_sizes_of_files_outside_stay_visible() {
    for &user in crate::launch::User::all() {
        let place = Place::new(user);
        let outcome = crate::launch::sandboxed("asking_for_a_size", &place, place.sandbox());
        assert_eq!(outcome, crate::launch::Outcome::Succeeded);
    }
}

fn read(path: &Path) -> io::Result<()> {
    fs::read(path).map(drop)
}

fn append(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.write_all(b"x")
}

fn create_and_remove(folder: &str) -> io::Result<()> {
    let file = Path::new(folder).join(format!("offloop-attack-file-{}", std::process::id()));
    fs::write(&file, "x")?;
    fs::remove_file(file)
}

/// One thread turns a link between what may be read and what may not, the other opens it: until it has read what it may not,
/// or the link was turned often, also between reads, however slowly the machine runs the two.
fn race(place: &Place) -> io::Result<()> {
    const TURNS: usize = 1000;
    const CHANCES: usize = 40;
    let (link, secret, harmless) = (place.writable("link"), place.secret(), place.readable_file());
    let spare = place.writable("spare");
    symlink(&harmless, &link)?;
    let (turns, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let got_it = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                let turn = turns.fetch_add(1, Ordering::Relaxed);
                let _ = symlink(if turn % 2 == 0 { &secret } else { &harmless }, &spare);
                let _ = fs::rename(&spare, &link);
            }
        });
        let (mut got_it, mut chances, mut last) = (false, 0, 0);
        while !got_it && (chances < CHANCES || last < TURNS) {
            let turn = turns.load(Ordering::Relaxed);
            chances += usize::from(turn != last);
            last = turn;
            got_it = fs::read(&link).is_ok_and(|contents| contents == b"secret");
            thread::yield_now();
        }
        is_over.store(true, Ordering::Relaxed);
        got_it
    });
    if got_it { Ok(()) } else { Err(io::Error::from_raw_os_error(EACCES)) }
}

fn of_victim(place: &Place, file: &str) -> std::path::PathBuf {
    format!("/proc/{}/{file}", place.victim).into()
}

pub(crate) fn c_path(path: &Path) -> std::ffi::CString {
    std::ffi::CString::new(path.as_os_str().as_encoded_bytes()).unwrap()
}
