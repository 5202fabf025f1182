//! What attacks aim at: files, a process and services that the test made.

use std::net::{TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

use offloop_launcher::Sandbox;

use crate::launch::{User, check, own_program, victim};

const VARIABLES: [&str; 5] =
    ["OFFLOOP_PLACE", "OFFLOOP_VICTIM", "OFFLOOP_ADDRESS", "OFFLOOP_PORTS", "OFFLOOP_SEMAPHORES"];

/// What attacks aim at, made for one of them and removed after it: a folder with a secret, one to read, one to
/// write, a process, and services on sockets. The attacker has the same as a description.
pub(crate) struct Place {
    pub folder: PathBuf,
    /// A process of the same user that sleeps, and an address where it has memory.
    pub victim: libc::pid_t,
    pub victim_memory: usize,
    /// Ports that are listened on: TCP, another TCP, UDP.
    pub ports: [u16; 3],
    /// A set of one semaphore that every user may use.
    pub semaphores: i32,
    pub user: User,
    live: Option<Live>,
}

struct Live {
    victim: Child,
    _services: (TcpListener, TcpListener, UdpSocket, UnixListener, UnixListener, UnixDatagram),
}

impl Place {
    pub(crate) fn new(user: User) -> Place {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = fs::canonicalize(env::temp_dir())
            .unwrap()
            .join(format!("offloop-attack-{}-{count}", std::process::id()));
        for name in ["", "outside", "readable", "writable"] {
            fs::create_dir(folder.join(name)).unwrap();
        }
        fs::write(folder.join("outside/secret"), "secret").unwrap();
        fs::write(folder.join("readable/file"), "file").unwrap();
        for name in ["package/.settings", "package/part"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        for name in [".env", ".settings/key", "part/.env", "part/module", "program"] {
            fs::write(folder.join("package").join(name), "package").unwrap();
        }
        let (services, ports) = serve(&folder);
        for name in ["", "outside", "readable", "writable", "outside/secret", "readable/file"] {
            user.own(&folder.join(name));
        }
        for name in ["outside/stream", "outside/datagrams"] {
            user.own(&folder.join(name));
        }
        let victim = victim(user);
        let id = victim.id().cast_signed();
        let live = Live { victim, _services: services };
        let semaphores = make_semaphores();
        Place { folder, victim: id, victim_memory: memory_of(id), ports, semaphores, user, live: Some(live) }
    }

    pub(crate) fn secret(&self) -> PathBuf {
        self.folder.join("outside/secret")
    }

    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        self.folder.join("outside").join(name)
    }

    pub(crate) fn writable(&self, name: &str) -> PathBuf {
        self.folder.join("writable").join(name)
    }

    pub(crate) fn readable_file(&self) -> PathBuf {
        self.folder.join("readable/file")
    }

    /// A folder with files of a program, and others whose names begin with a dot.
    pub(crate) fn package(&self, name: &str) -> PathBuf {
        self.folder.join("package").join(name)
    }

    /// The name of the abstract socket.
    pub(crate) fn abstract_name(&self) -> Vec<u8> {
        abstract_name(&self.folder)
    }

    /// A sandbox that may read one folder and write another, and nothing else.
    pub(crate) fn sandbox(&self) -> Sandbox {
        Sandbox {
            packages: vec![self.package("")],
            read: vec![own_program().to_path_buf(), self.folder.join("readable")],
            write: vec![self.folder.join("writable")],
            ..Sandbox::default()
        }
    }

    pub(crate) fn describe(&self) -> [(&'static str, String); 5] {
        let [folder, victim, address, ports, semaphores] = VARIABLES;
        [
            (folder, self.folder.display().to_string()),
            (victim, self.victim.to_string()),
            (address, self.victim_memory.to_string()),
            (ports, self.ports.map(|port| port.to_string()).join(",")),
            (semaphores, self.semaphores.to_string()),
        ]
    }

    pub(crate) fn described() -> Place {
        let [folder, victim, address, ports, semaphores] = VARIABLES.map(|name| env::var(name).unwrap());
        let ports: Vec<u16> = ports.split(',').map(|port| port.parse().unwrap()).collect();
        Place {
            folder: folder.into(),
            victim: victim.parse().unwrap(),
            victim_memory: address.parse().unwrap(),
            ports: ports.try_into().unwrap(),
            semaphores: semaphores.parse().unwrap(),
            user: User::current(),
            live: None,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(live) = &mut self.live {
            let _ = live.victim.kill();
            let _ = live.victim.wait();
            let _ = fs::remove_dir_all(&self.folder);
            // SAFETY: takes numbers: the set was made for this place.
            unsafe { libc::semctl(self.semaphores, 0, libc::IPC_RMID) };
        }
    }
}

type Services = (TcpListener, TcpListener, UdpSocket, UnixListener, UnixListener, UnixDatagram);

fn serve(folder: &Path) -> (Services, [u16; 3]) {
    let [tcp, other] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = |listener: &TcpListener| listener.local_addr().unwrap().port();
    let ports = [port(&tcp), port(&other), udp.local_addr().unwrap().port()];
    let stream = UnixListener::bind(folder.join("outside/stream")).unwrap();
    let datagrams = UnixDatagram::bind(folder.join("outside/datagrams")).unwrap();
    let name = SocketAddr::from_abstract_name(abstract_name(folder)).unwrap();
    let hidden = UnixListener::bind_addr(&name).unwrap();
    ((tcp, other, udp, stream, hidden, datagrams), ports)
}

fn abstract_name(folder: &Path) -> Vec<u8> {
    folder.display().to_string().into_bytes()
}

fn make_semaphores() -> i32 {
    // SAFETY: takes numbers.
    check(unsafe { libc::semget(libc::IPC_PRIVATE, 1, 0o666) }).unwrap()
}

/// The start of its first mapping.
fn memory_of(process: libc::pid_t) -> usize {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    usize::from_str_radix(maps.split('-').next().unwrap(), 16).unwrap()
}
