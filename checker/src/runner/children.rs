//! The place where one plan is carried out, and the calls of compilers and check processes that every stage makes.

use super::{Runner, Untrusted, policy, untrusted};
use crate::event::Diagnostic;
use crate::explain::compiler::{self, Message};
use crate::plan::Plan;
use crate::process::{self, Cancel, Level, Outcome};
use crate::toolchain::{Compilation, Driver, Emit, Extern, Toolchain, World};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// A compiler that has not answered by then never will.
const COMPILER_DEADLINE: Duration = Duration::from_secs(60);

/// A compiler in a jail has a limit on its processor time, so that its wall clock need not judge on a busy machine.
const JAILED_COMPILER_DEADLINE: Duration = Duration::from_secs(300);

/// Where one plan is carried out: a throwaway directory with a copy of the answer's bytes.
pub struct Site<'a> {
    pub runner: &'a Runner,
    pub plan: &'a Plan,
    pub cancel: &'a Cancel,
    work: Work,
}

/// The directory of a site.
enum Work {
    /// Gone when the site is.
    Throwaway(TempDir),
    /// Kept for the next check of the same exercise, and this one's alone as long as the file is locked: a compiler that finds
    /// the same names again reuses what has not changed.
    Kept { folder: PathBuf, _lock: File },
}

impl Work {
    /// One of a few directories kept for the exercise that nobody uses at the moment.
    fn kept(parent: &Path, exercise: &str) -> Option<Work> {
        const SLOTS: usize = 4;
        fs::create_dir_all(parent).ok()?;
        (0..SLOTS).find_map(|slot| {
            let folder = parent.join(format!("{exercise}-{slot}"));
            let lock = File::create(folder.with_extension("lock")).ok()?;
            lock.try_lock().ok()?;
            fs::create_dir_all(&folder).ok()?;
            for name in FOLDERS {
                // What the check before this one left; what cannot be removed cannot be created either, and is told then.
                let _ = fs::remove_dir_all(folder.join(name));
            }
            Some(Work::Kept { folder, _lock: lock })
        })
    }

    fn path(&self) -> &Path {
        match self {
            Work::Throwaway(folder) => folder.path(),
            Work::Kept { folder, .. } => folder,
        }
    }
}

/// Compiled for the real world, compiled for the model, the current directory of checks, the oracle.
const FOLDERS: [&str; 4] = ["real", "model", "scratch", "oracle"];

impl<'a> Site<'a> {
    pub fn new(runner: &'a Runner, plan: &'a Plan, cancel: &'a Cancel) -> Result<Site<'a>> {
        let loomlings = runner.root.join("target").join("loomlings");
        let parent = loomlings.join("work");
        let create = || {
            fs::create_dir_all(&parent)?;
            if runner.incremental
                && let Some(work) = Work::kept(&loomlings.join("kept"), &plan.exercise.name)
            {
                return Ok(work);
            }
            TempDir::new_in(&parent).map(Work::Throwaway)
        };
        let work = create().with_context(|| {
            format!(
                "cannot create a folder in {}: is the disk full or read-only?",
                parent.display()
            )
        })?;
        let site = Site { runner, plan, cancel, work };
        site.give(site.work.path())?;
        for folder in FOLDERS {
            site.make_folder(folder)?;
        }
        fs::write(site.answer_copy(), &plan.answer.bytes).context("cannot copy the answer")?;
        Ok(site)
    }

    /// What a process of an untrusted answer had used up when it ended, if that is why it did.
    pub fn used_up(&self, outcome: &Outcome) -> Option<&'static str> {
        self.runner.untrusted.as_ref().and_then(|_| untrusted::used_up(outcome))
    }

    /// Why what a process of an untrusted answer says is not to be believed.
    pub fn tampered(&self, outcome: &Outcome) -> Option<String> {
        self.runner.untrusted.as_ref()?;
        let records = outcome.channel.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        match records.count() {
            _ if outcome.left_behind > 0 => {
                Some("it left processes behind that nobody may start".to_string())
            }
            0 | 1 => None,
            _ => Some("somebody spoke in the place of the check".to_string()),
        }
    }

    /// Makes a folder that compilers may write into.
    pub fn make_folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).context("cannot create a working folder");
            }
            _ => {}
        }
        self.give(&folder)?;
        Ok(folder)
    }

    fn give(&self, path: &Path) -> Result<()> {
        match &self.runner.untrusted {
            Some(untrusted) => untrusted.give(path).context("cannot hand a working folder over"),
            None => Ok(()),
        }
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    /// The bytes that are judged, safe from the learner's next save.
    pub fn answer_copy(&self) -> PathBuf {
        self.work.path().join("answer.rs")
    }

    /// The compiled answer of that world, for those that name it: its metadata (`rmeta`) or its code (`rlib`).
    pub fn answer_extern(&self, world: World, extension: &str) -> Extern {
        let file = self.folder(world.name()).join(format!("libanswer.{extension}"));
        Extern { name: "answer".to_string(), file }
    }

    /// Both, for programs: the compiler takes the metadata to compile against and opens the code when it links.
    pub fn answer_externs(&self, world: World) -> Vec<Extern> {
        ["rmeta", "rlib"].map(|extension| self.answer_extern(world, extension)).into()
    }

    /// Whether programs are compiled while the code they are to be linked with is still being generated: for somebody who waits.
    /// Where many answers are checked at once the code comes later than the linker, and linking twice costs more than waiting.
    /// A jailed compiler may only read files that are there, and elsewhere a file that somebody has open cannot be replaced.
    fn overlaps(&self) -> bool {
        cfg!(unix) && self.runner.incremental && self.runner.untrusted.is_none()
    }

    /// Compiles the answer itself as a library of that world.
    pub fn compile_answer(
        &self,
        world: World,
        driver: Driver,
        heard: &mut dyn FnMut(&Message),
    ) -> Result<Compiled> {
        if self.overlaps() {
            // A compiler that is told of this file wants to see it, though it does not look into it before it links. The real
            // one takes its place in one step.
            fs::write(self.answer_extern(world, "rlib").file, "")
                .context("cannot write a working file")?;
        }
        let job = Job {
            driver,
            world,
            emit: Emit::Library,
            name: "answer",
            source: &self.answer_copy(),
            out: &self.folder(world.name()),
            externs: Vec::new(),
            shown_as: Some(&self.plan.answer.path),
            remap: None,
            reads: Vec::new(),
        };
        self.compile(&job, heard)
    }

    /// Compiles a program and links it with the answer; nothing when `code` never comes.
    pub fn link(&self, job: &Job, code: &mut Code) -> Result<Option<Compiled>> {
        if self.overlaps() && !code.is_there {
            let early = self.compile(job, &mut |_| {})?;
            if !code.came()? {
                return Ok(None);
            }
            // Without the code there is nothing to link with: such an error names no place in any source. Then it was too early.
            let exited = matches!(early.outcome.ended, process::Ended::Exited(_));
            let placed = early.errors().any(|error| error.line.is_some());
            if early.succeeded() || !exited || placed {
                return Ok(Some(early));
            }
        }
        Ok(if code.came()? { Some(self.compile(job, &mut |_| {})?) } else { None })
    }

    /// Compiles one file; `heard` is told of each message as it comes.
    pub fn compile(&self, job: &Job, heard: &mut dyn FnMut(&Message)) -> Result<Compiled> {
        let untrusted = self.runner.untrusted.as_ref();
        let mut forbid: Vec<&str> = Vec::new();
        if job.driver == Driver::Clippy {
            forbid.extend((!self.plan.exercise.allow_unsafe).then_some("unsafe_code"));
            forbid.extend(
                untrusted.iter().filter(|untrusted| untrusted.lints).flat_map(|_| policy::LINTS),
            );
        }
        let compilation = Compilation {
            toolchain: &self.runner.toolchain,
            driver: job.driver,
            world: job.world,
            emit: job.emit,
            name: job.name,
            source: job.source,
            out: job.out,
            externs: job.externs.clone(),
            root: &self.runner.root,
            shown_as: job.shown_as,
            remap: job.remap.as_ref().map(|(folder, shown)| (folder.as_path(), *shown)),
            incremental: match &self.work {
                Work::Kept { folder, .. } => Some(folder.join("incremental")),
                Work::Throwaway(_) => None,
            },
            forbid: &forbid,
            lint_settings: untrusted.map(Untrusted::lint_settings),
            private: untrusted.filter(|untrusted| untrusted.level > Level::L0).map(|_| job.out),
            deny: if job.driver == Driver::Clippy { &self.plan.exercise.strict_lints } else { &[] },
        };
        let call = compilation.call();
        let mut diagnostics = Vec::new();
        let mut rest = String::new();
        let mut line = |text: &str| match compiler::message(text, &self.runner.root) {
            Some(message) => {
                heard(&message);
                if let Message::Diagnostic(diagnostic) = message {
                    diagnostics.push(diagnostic);
                }
            }
            // rustc speaks JSON; what is not JSON is a crash of the compiler or of the loader.
            // Its summaries are JSON, and say nothing new.
            None if text.starts_with('{') => {}
            None => {
                rest.push_str(text);
                rest.push('\n');
            }
        };
        let jail = untrusted.and_then(|untrusted| {
            let mut reads = vec![job.source.to_path_buf()];
            reads.extend(job.externs.iter().map(|krate| krate.file.clone()));
            reads.extend(job.reads.iter().cloned());
            untrusted.compiler(&self.runner.toolchain, &reads, job.out)
        });
        let command = process::Command::new(call.program)
            .args(call.args)
            .envs(call.env)
            .cwd(&self.runner.root)
            .deadline(match jail {
                Some(_) => JAILED_COMPILER_DEADLINE,
                None => COMPILER_DEADLINE,
            })
            .most_output(untrusted.map(Untrusted::most_output))
            .jail(jail);
        let outcome = process::run(&command, self.cancel, Some(&mut line))?;
        diagnostics.sort_by_key(|diagnostic| diagnostic.level != "error");
        let output = compilation.output();
        Ok(Compiled { outcome, diagnostics, rest, output })
    }

    /// Runs one check of a generated runner in a process of its own.
    pub fn run_check(
        &self,
        program: &Path,
        args: Vec<OsString>,
        deadline: Duration,
    ) -> Result<Outcome> {
        let toolchain = &self.runner.toolchain;
        let mut env: Vec<(OsString, OsString)> = vec![
            (Toolchain::library_path_variable().into(), toolchain.library_path()),
            // A backtrace costs time and says nothing that the learner could use.
            ("RUST_BACKTRACE".into(), "0".into()),
        ];
        if cfg!(windows)
            && let Some(value) = std::env::var_os("SystemRoot")
        {
            env.push(("SystemRoot".into(), value));
        }
        let command =
            process::Command::new(program)
                .args(args)
                .envs(env)
                .cwd(self.folder("scratch"))
                .deadline(deadline)
                .channel()
                .jail(self.runner.untrusted.as_ref().and_then(|untrusted| {
                    untrusted.check(&self.runner.toolchain, program, deadline)
                }));
        Ok(process::run(&command, self.cancel, None)?)
    }
}

/// The code of the answer, which programs are linked with.
pub struct Code<'a> {
    is_there: bool,
    /// Waits until it is there, or never will be.
    wait: Option<Box<dyn FnOnce() -> Result<bool> + 'a>>,
}

impl<'a> Code<'a> {
    /// It is there.
    pub fn there() -> Code<'a> {
        Code { is_there: true, wait: None }
    }

    /// `wait` returns when it is there, or, with `false`, when it never will be.
    pub fn to_come(wait: impl FnOnce() -> Result<bool> + 'a) -> Code<'a> {
        Code { is_there: false, wait: Some(Box::new(wait)) }
    }

    /// Waits for it, once, and tells whether it came.
    pub fn came(&mut self) -> Result<bool> {
        if let Some(wait) = self.wait.take() {
            self.is_there = wait()?;
        }
        Ok(self.is_there)
    }
}

/// One compilation at a site.
pub struct Job<'a> {
    pub driver: Driver,
    pub world: World,
    pub emit: Emit,
    pub name: &'a str,
    pub source: &'a Path,
    pub out: &'a Path,
    pub externs: Vec<Extern>,
    pub shown_as: Option<&'a Path>,
    /// A folder that messages call something else, and what.
    pub remap: Option<(PathBuf, &'static Path)>,
    /// Files and folders besides its source that the compiler is to read.
    pub reads: Vec<PathBuf>,
}

/// What came of a compilation.
pub struct Compiled {
    pub outcome: Outcome,
    /// Errors first.
    pub diagnostics: Vec<Diagnostic>,
    /// What the compiler printed besides its messages.
    pub rest: String,
    pub output: PathBuf,
}

impl Compiled {
    pub fn succeeded(&self) -> bool {
        matches!(self.outcome.ended, process::Ended::Exited(0))
    }

    /// What is said where the compiler neither compiled nor found anything wrong, which is nobody's fault but the machine's.
    pub fn broke_down(&self, what: &str) -> anyhow::Error {
        let how = match self.outcome.ended {
            process::Ended::Exited(code) => format!("the compiler ended with {code}"),
            process::Ended::Signaled { name, .. } => format!("the compiler was ended by {name}"),
            process::Ended::TimedOut => format!(
                "the compiler did not end within {} s: is the machine busy with something else? then run this again",
                self.outcome.took.as_secs()
            ),
            process::Ended::TooMuchOutput => {
                "the compiler had more to say than is kept".to_string()
            }
            process::Ended::Cancelled => "it was no longer wanted".to_string(),
        };
        match self.rest.trim() {
            "" => anyhow::anyhow!("{what}: {how}"),
            rest => anyhow::anyhow!("{what}: {how}: {rest}"),
        }
    }

    /// The compiler found the file wrong, as against breaking down itself.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == "error")
    }
}
