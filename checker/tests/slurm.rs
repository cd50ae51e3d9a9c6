//! A class graded by a real Slurm: the files of `deploy/slurm` on a cluster of one node that lives as long as the test.
//!
//! Nothing of the machine's own Slurm is touched: keys, sockets, state and ports are the test's. Where Slurm is not installed
//! the test says so on the terminal, past the harness that keeps the output of passed tests to itself; with
//! `LOOMLINGS_REQUIRE_SLURM` set it fails there instead.
#![cfg(target_os = "linux")]

mod support;

use rustix::process::{
    Pid, Signal, WaitOptions, geteuid, getpid, kill_process, set_child_subreaper, wait,
};
use std::fs;
use std::io::{self, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use support::class::{choices, write};
use support::{CHECKER, Course, Ran, eventually, real};
use tempfile::TempDir;

/// Small exercises that have all stages.
const SOME: [&str; 3] = ["four_questions", "lost_update", "chunks"];

/// Enough for parts of different sizes.
const STUDENTS: usize = 10;
const PARTS: usize = 4;

const PROGRAMS: [&str; 6] = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "sinfo"];

/// What a cluster needs and this machine has not.
fn missing() -> Vec<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(["/usr/sbin", "/sbin"].map(PathBuf::from));
    let there = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    let mut missing: Vec<String> =
        PROGRAMS.iter().filter(|name| !there(name)).map(|name| name.to_string()).collect();
    if !geteuid().is_root() {
        missing.push("root's rights".to_string());
    }
    missing
}

/// Daemons, and the folder they live in.
struct Cluster {
    daemons: Vec<Child>,
    dir: TempDir,
}

impl Cluster {
    fn start() -> Cluster {
        // Those who run jobs leave their parents: what becomes of them is ours to see.
        set_child_subreaper(Some(getpid())).expect("a process may adopt");
        let dir = tempfile::Builder::new().prefix("loomlings-slurm-").tempdir().expect("a folder");
        let here = dir.path().to_path_buf();
        for folder in ["state", "spool"] {
            fs::create_dir(here.join(folder)).expect("writable");
        }
        let mut key = vec![0; 128];
        io::Read::read_exact(&mut fs::File::open("/dev/urandom").expect("random bytes"), &mut key)
            .expect("random bytes");
        fs::write(here.join("munge.key"), key).expect("writable");
        fs::set_permissions(here.join("munge.key"), fs::Permissions::from_mode(0o400))
            .expect("ours");
        fs::write(here.join("slurm.conf"), configuration(&here)).expect("writable");
        let mut cluster = Cluster { daemons: Vec::new(), dir };
        let file = |name: &str| here.join(name).display().to_string();
        let socket = here.join("munge.socket");
        cluster.daemon(
            "munged",
            &[
                "--foreground".into(),
                format!("--key-file={}", file("munge.key")),
                format!("--socket={}", socket.display()),
                format!("--pid-file={}", file("munge.pid")),
                format!("--log-file={}", file("munge.log")),
                format!("--seed-file={}", file("munge.seed")),
            ],
        );
        cluster.eventually("munged listens", &|| socket.exists());
        let conf = file("slurm.conf");
        cluster.daemon("slurmctld", &["-D".into(), "-f".into(), conf.clone()]);
        cluster
            .daemon("slurmd", &["-D".into(), "-N".into(), "localhost".into(), "-f".into(), conf]);
        cluster.eventually("the node is idle", &|| {
            let state = Command::new("sinfo")
                .args(["--noheader", "--format=%T"])
                .env("SLURM_CONF", here.join("slurm.conf"))
                .output();
            state.is_ok_and(|state| state.stdout.trim_ascii() == b"idle")
        });
        cluster
    }

    fn daemon(&mut self, program: &str, args: &[String]) {
        let log = fs::File::create(self.dir.path().join(program).with_extension("out"));
        let log = log.expect("writable");
        let also = log.try_clone().expect("a descriptor");
        let path = format!(
            "{}:/usr/sbin:/sbin",
            std::env::var("PATH").unwrap_or_else(|_| "/usr/bin:/bin".into())
        );
        let child = Command::new(program)
            .args(args)
            .env("PATH", path)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(also)
            .spawn();
        self.daemons.push(child.unwrap_or_else(|error| panic!("{program}: {error}")));
    }

    /// Waits, and says what the daemons said if one of them ends meanwhile.
    fn eventually(&mut self, what: &str, is_so: &dyn Fn() -> bool) {
        let dir = self.dir.path().to_path_buf();
        let daemons = std::cell::RefCell::new(&mut self.daemons);
        eventually(what, || {
            for daemon in daemons.borrow_mut().iter_mut() {
                if let Ok(Some(status)) = daemon.try_wait() {
                    panic!("{what}: a daemon has ended ({status}):\n{}", logs(&dir));
                }
            }
            is_so()
        });
    }

    /// A command that talks to this cluster.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("SLURM_CONF", self.conf()).env("CHECKER", CHECKER);
        command
    }

    fn conf(&self) -> PathBuf {
        self.dir.path().join("slurm.conf")
    }

    /// How a job stands, in Slurm's word; the first of an array's tasks that has not ended speaks for it.
    fn state(&self, job: &str) -> String {
        let shown = self.command("scontrol").args(["show", "job", job]).output();
        let shown = shown.expect("scontrol starts").stdout;
        let shown = String::from_utf8_lossy(&shown).into_owned();
        let mut states = shown
            .split_whitespace()
            .filter_map(|word| word.strip_prefix("JobState="))
            .collect::<Vec<_>>();
        states.sort_by_key(|state| ["COMPLETED", "FAILED"].contains(state));
        states.first().unwrap_or(&"?").to_string()
    }

    /// Hands a class to `deploy/slurm/submit.sh` and waits until its merge has ended, well or not.
    fn grade(&mut self, course: &Course, out: &str, isolation: &str) -> String {
        let mut command = self.command(real().join("deploy/slurm/submit.sh"));
        command.current_dir(&course.root).env("ISOLATION", isolation);
        command.args(["submissions", out, &PARTS.to_string()]);
        command.args(SOME.iter().flat_map(|name| ["--only", name]));
        let ran = Ran::of(&mut command);
        assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
        // "array 1, merge 5; …"
        let merge = ran.stdout.split("merge ").nth(1).and_then(|rest| rest.split(';').next());
        let merge = merge.unwrap_or_else(|| panic!("{}", ran.stdout)).to_string();
        let state = std::cell::RefCell::new(String::new());
        eventually("the merge ends", || {
            *state.borrow_mut() = self.state(&merge);
            !["PENDING", "RUNNING", "COMPLETING", "CONFIGURING"].contains(&state.borrow().as_str())
        });
        state.into_inner()
    }

    /// Ends the daemons and whoever they left, and tells who could not be ended.
    fn end(&mut self) -> Vec<String> {
        // In the reverse order, so that nobody asks for what is gone.
        for mut daemon in self.daemons.drain(..).rev() {
            let pid = i32::try_from(daemon.id()).ok().and_then(Pid::from_raw);
            if let Some(pid) = pid {
                let _ = kill_process(pid, Signal::TERM);
            }
            let _ = daemon.wait();
        }
        // Who ran a job ends by itself once its node is gone; it was adopted, and is waited for.
        let mark = self.dir.path().display().to_string();
        for (pid, _) in of_cluster(&mark) {
            if let Some(pid) = Pid::from_raw(pid) {
                let _ = kill_process(pid, Signal::KILL);
            }
        }
        while wait(WaitOptions::NOHANG).ok().flatten().is_some() {}
        of_cluster(&mark).into_iter().map(|(_, arguments)| arguments).collect()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let left = self.end();
        if !std::thread::panicking() {
            assert_eq!(left, Vec::<String>::new(), "left behind");
        }
    }
}

/// The processes that carry the cluster's folder in their arguments or their environment, but for this one.
fn of_cluster(mark: &str) -> Vec<(i32, String)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let own = i32::try_from(std::process::id()).unwrap_or_default();
    numbers
        .filter(|pid| *pid != own)
        .filter_map(|pid| {
            let file = |name: &str| fs::read(format!("/proc/{pid}/{name}")).unwrap_or_default();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\0', " ");
            let arguments = text(&file("cmdline"));
            let marked = arguments.contains(mark) || text(&file("environ")).contains(mark);
            marked.then_some((pid, arguments))
        })
        .collect()
}

fn logs(dir: &Path) -> String {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let logs = entries.filter(|path| path.extension().is_some_and(|e| e == "out" || e == "log"));
    logs.map(|path| {
        format!("== {}\n{}", path.display(), fs::read_to_string(&path).unwrap_or_default())
    })
    .collect()
}

/// A port that nobody listens on.
fn port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.local_addr().expect("it is bound").port()
}

fn configuration(here: &Path) -> String {
    let here = here.display();
    let host = fs::read_to_string("/proc/sys/kernel/hostname").expect("a name");
    let processors = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    format!(
        "ClusterName=loomlings
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={}
SlurmdPort={}
AuthType=auth/munge
CryptoType=crypto/munge
AuthInfo=socket={here}/munge.socket
SlurmUser=root
SlurmdUser=root
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation={here}/state
SlurmdSpoolDir={here}/spool
SlurmctldPidFile={here}/slurmctld.pid
SlurmdPidFile={here}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=sched_interval=1,bf_interval=1
ReturnToService=2
NodeName=localhost NodeHostname={} NodeAddr=127.0.0.1 CPUs={processors} RealMemory=2500 State=UNKNOWN
PartitionName=grade Nodes=localhost Default=YES State=UP
",
        port(),
        port(),
        host.trim()
    )
}

fn schedules(course: &Course, out: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(course.root.join(out).join("schedules"));
    let mut all: Vec<_> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "json"))
        .map(|entry| {
            let bytes = fs::read(entry.path()).expect("readable");
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect();
    all.sort();
    all
}

fn forget(course: &Course) {
    fs::remove_dir_all(course.root.join("target/loomlings/graded")).expect("it is there");
}

#[test]
fn a_slurm_array_and_its_merge_write_what_one_process_and_what_four_parts_write() {
    let missing = missing();
    if !missing.is_empty() {
        let text = format!(
            "no Slurm here, for want of {}: apt-get install slurm-wlm munge, and be root",
            missing.join(", ")
        );
        assert!(std::env::var_os("LOOMLINGS_REQUIRE_SLURM").is_none(), "{text}");
        // Not by a macro: the harness would keep that to itself.
        writeln!(io::stderr(), "SKIPPED: {text}").expect("a terminal or a file");
        return;
    }
    let mut cluster = Cluster::start();
    let course = Course::new();
    let folder = course.root.join("submissions");
    fs::create_dir_all(&folder).expect("writable");
    write(&folder, 0..STUDENTS, &choices(&SOME), &[], 3);
    let grade = |out: &str, more: &[&str]| {
        let mut args = vec!["grade", "submissions", "--out", out];
        args.extend(SOME.iter().flat_map(|name| ["--only", name]));
        args.extend(more);
        let ran = course.run(&args);
        assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    };

    // Nobody uses what another has found out.
    grade("whole", &[]);
    forget(&course);
    let state = cluster.grade(&course, "array", "L1");
    let said = fs::read_to_string(course.root.join("array/merge.log")).unwrap_or_default();
    assert_eq!(state, "COMPLETED", "{said}\n{}", logs(&course.root.join("array")));
    forget(&course);
    for part in 1..=PARTS {
        grade("parts", &["--shard", &format!("{part}/{PARTS}")]);
    }
    let merged = course.run(&["merge", "parts", "--out", "parts"]);
    assert_eq!(merged.status, 0, "{}", merged.stderr);

    let whole = course.read("whole/results.jsonl");
    assert_eq!(whole.lines().count(), STUDENTS * SOME.len());
    assert_eq!(course.read("array/results.jsonl"), whole);
    assert_eq!(course.read("parts/results.jsonl"), whole);
    assert!(!schedules(&course, "whole").is_empty());
    assert_eq!(schedules(&course, "array"), schedules(&course, "whole"));
    assert_eq!(schedules(&course, "parts"), schedules(&course, "whole"));
    assert!(course.root.join("array/report.html").is_file(), "{said}");

    // Parts that end badly: the merge comes all the same, makes nothing up, and says who is missing.
    let state = cluster.grade(&course, "broken", "L9");
    let said = course.read("broken/merge.log");
    assert_eq!(state, "FAILED", "{said}");
    assert!(said.contains("there is no part here"), "{said}");
    assert!(!course.root.join("broken/results.jsonl").exists());
    assert!(course.read("broken/part-1.log").contains("L9"));

    assert_eq!(cluster.end(), Vec::<String>::new(), "left behind");
}
