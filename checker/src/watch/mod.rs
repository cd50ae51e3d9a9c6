//! The loop in which a learner sits: a save starts a check, a newer save cancels it.
//!
//! One channel wakes the loop, whatever happened: a key, a save, an event of a running check, a signal. It may not judge:
//! checks go through the same runner as everywhere. It does not know how anything is shown: a [`View`] does.

mod diff;
mod editor;
mod files;
pub mod full;
mod input;
mod keys;
mod session;

pub use input::{Input, Key};
pub use session::{Action, KEYS, Session};

use crate::catalogue::{Catalogue, Exercise};
use crate::commands::show::Part;
use crate::commands::{hint, list, reset, show};
use crate::event::{Event, Report, Verdict};
use crate::plan::{Answer, AnswerError};
use crate::process::Cancel;
use crate::runner::Runner;
use crate::store::{Outcome, Progress};
use crate::toolchain;
use anyhow::{Context, Result};
use editor::Opening;
use files::Files;
use keys::Keys;
use signal_hook::iterator::Signals;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often the file is looked at although nothing was heard: some file systems give no notice of changes made
/// elsewhere.
const LOOK: Duration = Duration::from_millis(1000);

/// The same, once saves were found of which nothing was heard.
const LOOK_OFTEN: Duration = Duration::from_millis(300);

/// So many saves found and not heard of, one after the other, and the system is taken to give no notice here: one may be
/// found in the moment before its notice comes.
const UNHEARD: u8 = 2;

/// An editor that saves by truncating and writing leaves the file empty or away in between. Judging it then would be true
/// and useless, so such a file is looked at again after this time.
const SETTLE: Duration = Duration::from_millis(30);

/// Whatever can wake the loop.
enum Wake {
    Input(Input),
    Saved(PathBuf),
    Event(u64, Box<Event>),
    Done(u64, Box<Result<Option<Report>>>),
    /// The crates that answers are compiled against are being built.
    Warming(toolchain::Progress),
    Ready(Box<Result<Runner>>),
    /// One verdict of "check all", and whether it was the last.
    One(Box<Result<Report>>),
    AllDone,
    Signal,
}

/// A text to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// The text.
    pub text: String,
    /// Another one to be seen beside it, with its title.
    pub beside: Option<(String, String)>,
    /// The first text is the learner's own file, which they have before them anyway.
    pub own: bool,
}

/// Where the learner is.
pub struct At<'a> {
    /// The exercise at hand.
    pub exercise: &'a Exercise,
    /// Its place in the course, from 0.
    pub index: usize,
    /// All exercises.
    pub all: &'a [Exercise],
    /// The best that came of each so far.
    pub best: BTreeMap<String, Outcome>,
    /// What the unsolved file says at its top.
    pub task: String,
}

/// What the screen asks of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// A key that is not the screen's own affair.
    Key(char),
    /// Go to the exercise with this place in the course, from 0.
    GoTo(usize),
    /// End.
    Quit,
}

/// What shows the loop's doings: a full screen or lines for people, JSON for programs.
pub trait View {
    /// Shows an event of the check that answers the newest save; `since` is the time since that save.
    fn event(&mut self, event: &Event, since: Duration) -> io::Result<()>;
    /// A new exercise is at hand.
    fn exercise(&mut self, at: &At<'_>) -> io::Result<()>;
    /// Says something outside of any check.
    fn say(&mut self, text: &str) -> io::Result<()>;
    /// Shows a text to read.
    fn page(&mut self, page: Page) -> io::Result<()>;
    /// Shows all exercises, or stops showing them; `text` is the list in words.
    fn list(&mut self, text: &str) -> io::Result<()> {
        self.say(text)
    }
    /// An exercise other than the one at hand was judged.
    fn judged(&mut self, _exercise: &str, _verdict: Verdict) -> io::Result<()> {
        Ok(())
    }
    /// How far the first start's build has come: crates built, crates to build, the newest. Nothing when it is done.
    fn warming(&mut self, progress: Option<(usize, usize, String)>) -> io::Result<()>;
    /// What a key asks of the loop.
    fn input(&mut self, input: Input) -> Option<Request> {
        match input {
            Input::Key(Key::Char(key)) => Some(Request::Key(key)),
            Input::Interrupt => Some(Request::Quit),
            _ => None,
        }
    }
    /// From now on saves are looked for, since the system does not tell of them; `text` says so.
    fn polling(&mut self, text: &str) -> io::Result<()> {
        self.say(text)
    }
    /// Nothing more is waiting to be shown.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// Gives the terminal to somebody else for a while.
    fn suspend(&mut self, during: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        during()
    }
}

/// Makes the runner, and tells how far it has come with what that needs.
pub type Prepare = Box<dyn FnOnce(&mut dyn FnMut(toolchain::Progress)) -> Result<Runner> + Send>;

/// What `watch` works with.
pub struct Watch<'a> {
    /// The workspace.
    pub root: &'a Path,
    /// All exercises.
    pub catalogue: &'a Catalogue,
    /// Makes what judges answers.
    pub prepare: Prepare,
    /// What the learner has solved.
    pub progress: &'a Progress,
    /// Shows what happens.
    pub view: &'a mut dyn View,
    /// Keys come as events of a terminal that is shown as a full screen, not as bytes.
    pub full: bool,
}

/// A check under way.
struct Running {
    generation: u64,
    cancel: Cancel,
    saved: Instant,
    thread: std::thread::JoinHandle<()>,
}

/// All exercises being checked, one after the other.
struct All {
    cancel: Cancel,
    verdicts: Vec<(String, Verdict)>,
}

/// Whether the system tells of saves. Folders that are shared with another machine, a container or a virtual machine can
/// be watched without any error, and no notice ever comes.
#[derive(Debug, Default)]
struct Notices {
    /// Saves found by looking, since the last one that was told of.
    unheard: u8,
}

impl Notices {
    /// A save was told of.
    fn heard(&mut self) {
        self.unheard = 0;
    }

    /// A save was found that nobody had told of; whether that was the one that decides.
    fn found(&mut self) -> bool {
        self.unheard = self.unheard.saturating_add(1);
        self.unheard == UNHEARD
    }

    /// How long to wait before looking again.
    fn patience(&self) -> Duration {
        if self.unheard < UNHEARD { LOOK } else { LOOK_OFTEN }
    }
}

/// What is said where files have to be looked at.
const NO_NOTICE: &str =
    "the system gives no notice of saves here, so the file is looked at three times a second";

struct State<'a> {
    root: &'a Path,
    catalogue: &'a Catalogue,
    progress: &'a Progress,
    view: &'a mut dyn View,
    /// Not there as long as the first start's build is going on.
    runner: Option<Arc<Runner>>,
    to: Sender<Wake>,
    current: usize,
    session: Session,
    /// Hash of the bytes that the newest check judges.
    judged: Option<String>,
    running: Option<Running>,
    all: Option<All>,
    /// Checks that were cancelled and are taking their processes down.
    leaving: Vec<std::thread::JoinHandle<()>>,
    generation: u64,
    missing: bool,
    notices: Notices,
    /// Who has the keys of the full screen.
    terminal: Arc<full::Keys>,
}

/// Watches from `first` on until the learner quits.
///
/// # Errors
/// When the folder cannot be watched, the screen cannot be written, or the checker itself failed.
pub fn run(watch: Watch<'_>, first: usize) -> Result<()> {
    let (to, wakes) = mpsc::channel();
    signals(to.clone())?;
    let folder = watch.root.join("exercises");
    let files = Files::watch(&folder, to.clone(), Wake::Saved)
        .with_context(|| format!("cannot watch {}: does it exist?", folder.display()))?;
    let terminal = Arc::new(full::Keys::default());
    let keys = if watch.full {
        let to = to.clone();
        full::listen(move |input| to.send(Wake::Input(input)).is_ok(), Arc::clone(&terminal));
        None
    } else {
        Some(Keys::listen(to.clone(), Wake::Input))
    };
    prepare(watch.prepare, to.clone());
    let mut state = State {
        root: watch.root,
        catalogue: watch.catalogue,
        progress: watch.progress,
        view: watch.view,
        runner: None,
        to,
        current: first,
        session: Session::default(),
        judged: None,
        running: None,
        all: None,
        leaving: Vec::new(),
        generation: 0,
        missing: false,
        notices: Notices::default(),
        terminal,
    };
    let ended = state.go_to(first).and_then(|()| {
        if files.polling {
            state.view.polling(NO_NOTICE)?;
        }
        state.run(&wakes)
    });
    // Whatever ended the loop: no child stays, and the terminal is as it was.
    state.cancel();
    if let Some(all) = state.all.take() {
        all.cancel.cancel();
    }
    for thread in state.leaving.drain(..) {
        let _ = thread.join();
    }
    drop(keys);
    ended
}

/// Prepares in the background, so that the learner can read meanwhile.
fn prepare(prepare: Prepare, to: Sender<Wake>) {
    std::thread::spawn(move || {
        let progress = to.clone();
        let runner = prepare(&mut |made| {
            let _ = progress.send(Wake::Warming(made));
        });
        let _ = to.send(Wake::Ready(Box::new(runner)));
    });
}

/// Ctrl-C, a request to end, a closed terminal: all end the checker in the same way.
///
/// # Errors
/// When the system does not let us listen.
pub fn ending_signals() -> Result<Signals> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    Signals::new([SIGINT, SIGTERM, SIGHUP]).context("cannot listen for signals")
}

fn signals(to: Sender<Wake>) -> Result<()> {
    let mut signals = ending_signals()?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if to.send(Wake::Signal).is_err() {
                return;
            }
        }
    });
    Ok(())
}

impl State<'_> {
    fn run(&mut self, wakes: &Receiver<Wake>) -> Result<()> {
        loop {
            // Drawn when nothing more is waiting: what comes in a burst is shown once.
            let wake = match wakes.try_recv() {
                Ok(wake) => Ok(wake),
                Err(_) => {
                    self.view.flush()?;
                    wakes.recv_timeout(self.notices.patience())
                }
            };
            match wake {
                Ok(Wake::Signal) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Ok(Wake::Input(input)) => {
                    let request = self.view.input(input);
                    if let Some(request) = request
                        && self.request(request)?
                    {
                        return Ok(());
                    }
                }
                Ok(Wake::Saved(path)) => {
                    // Noise in other files starts nothing and delays nothing.
                    if path.ends_with(self.exercise().path()) {
                        self.notices.heard();
                        self.look()?;
                    }
                }
                Ok(Wake::Event(generation, event)) => {
                    if let Some(running) = &self.running
                        && running.generation == generation
                    {
                        let since = running.saved.elapsed();
                        // Kept before it is told: whoever has seen the verdict may quit, save or go on at once.
                        if let Event::Finished(report) = &*event {
                            self.keep(report);
                            self.session.judged(report);
                        }
                        self.view.event(&event, since)?;
                    }
                }
                Ok(Wake::Done(generation, result)) => self.done(generation, *result)?,
                Ok(Wake::Warming(made)) => {
                    self.view.warming(Some((made.done, made.total, made.krate)))?;
                }
                Ok(Wake::Ready(runner)) => {
                    self.view.warming(None)?;
                    self.runner = Some(Arc::new((*runner)?));
                    self.look()?;
                }
                Ok(Wake::One(report)) => self.one((*report)?)?,
                Ok(Wake::AllDone) => self.all_done()?,
                Err(RecvTimeoutError::Timeout) => {
                    if self.look()? && self.notices.found() {
                        self.view.polling(NO_NOTICE)?;
                    }
                }
            }
        }
    }

    /// `true` ends the loop.
    fn request(&mut self, request: Request) -> Result<bool> {
        match request {
            Request::Quit => return Ok(true),
            Request::Key(key) => {
                if let Some(action) = self.session.key(key) {
                    return self.act(action);
                }
            }
            Request::GoTo(index) => {
                if index != self.current {
                    self.cancel();
                    self.go_to(index)?;
                }
            }
        }
        Ok(false)
    }

    fn exercise(&self) -> &Exercise {
        &self.catalogue.exercises()[self.current]
    }

    fn go_to(&mut self, index: usize) -> Result<()> {
        self.current = index;
        let exercise = &self.catalogue.exercises()[index];
        let kept = self.progress.set_current(&exercise.name);
        kept.unwrap_or_else(|error| self.complain(&error));
        let best = self.progress.best();
        let solved = best.get(&exercise.name) == Some(&Outcome::Solved);
        self.session = Session::new(self.progress.hints(&exercise.name), solved);
        self.judged = None;
        self.missing = false;
        let task = task(exercise);
        let all = self.catalogue.exercises();
        self.view.exercise(&At { exercise, index, all, best, task })?;
        self.look().map(drop)
    }

    /// Progress that cannot be kept is said once and does not end the session.
    fn complain(&mut self, error: &dyn std::fmt::Display) {
        let _ = self.view.say(&format!("progress cannot be kept: {error}"));
    }

    /// Looks at the file and checks it if its bytes are not those judged last; whether they were others.
    fn look(&mut self) -> Result<bool> {
        let saved = Instant::now();
        let read = |state: &Self| {
            Answer::read(state.root, &state.exercise().path(), &state.exercise().name)
        };
        let mut answer = read(self);
        if answer.as_ref().map_or(true, |answer| answer.bytes.is_empty()) && !self.missing {
            std::thread::sleep(SETTLE);
            answer = read(self);
        }
        match answer {
            Ok(answer) => {
                self.missing = false;
                if self.judged.as_deref() != Some(&answer.hash) {
                    self.check(answer, saved, false)?;
                    // Before the first build is done nothing is judged, and the same bytes are found again.
                    return Ok(self.runner.is_some());
                }
            }
            Err(error) if !self.missing => {
                self.missing = true;
                self.judged = None;
                self.session.changed();
                self.cancel();
                let advice = match error {
                    AnswerError::Missing(..) => "; or press x twice",
                    _ => "",
                };
                self.view.say(&format!("{error}{advice}"))?;
            }
            Err(_) => {}
        }
        Ok(false)
    }

    fn check(&mut self, answer: Answer, saved: Instant, anew: bool) -> Result<()> {
        // Looked at again when it is there.
        let Some(runner) = self.runner.clone() else { return Ok(()) };
        self.cancel();
        self.session.changed();
        self.judged = Some(answer.hash.clone());
        self.generation += 1;
        let generation = self.generation;
        let cancel = Cancel::new().context("cannot make a way to cancel a check")?;
        let (to, exercise) = (self.to.clone(), self.exercise().clone());
        let thread = std::thread::spawn({
            let cancel = cancel.clone();
            move || {
                let result = runner.plan(&exercise, answer, &[], false).and_then(|mut plan| {
                    plan.anew = anew;
                    runner.check(&plan, &cancel, &mut |event| {
                        let _ = to.send(Wake::Event(generation, Box::new(event)));
                    })
                });
                let _ = to.send(Wake::Done(generation, Box::new(result)));
            }
        });
        self.running = Some(Running { generation, cancel, saved, thread });
        Ok(())
    }

    /// Ends the running check; its processes are taken down while the next one already runs.
    fn cancel(&mut self) {
        if let Some(running) = self.running.take() {
            running.cancel.cancel();
            self.leaving.retain(|thread| !thread.is_finished());
            self.leaving.push(running.thread);
        }
    }

    fn done(&mut self, generation: u64, result: Result<Option<Report>>) -> Result<()> {
        if self.running.as_ref().is_none_or(|running| running.generation != generation) {
            return Ok(());
        }
        self.running = None;
        result.map(|_| ())
    }

    fn keep(&mut self, report: &Report) {
        if let Some(outcome) = Outcome::of(report) {
            // The hash is that of the bytes that were judged, whatever the file holds by now.
            let kept = self.progress.record(&report.exercise, &report.answer, outcome);
            kept.unwrap_or_else(|error| self.complain(&error));
        }
    }

    /// Checks every exercise in the background; the file at hand goes on being watched.
    fn check_all(&mut self) -> Result<()> {
        if self.all.is_some() {
            return Ok(self.view.say("all exercises are being checked already")?);
        }
        let Some(runner) = self.runner.clone() else {
            return Ok(self
                .view
                .say("the course's crates are being built; nothing can be checked yet")?);
        };
        let cancel = Cancel::new().context("cannot make a way to cancel a check")?;
        self.all = Some(All { cancel: cancel.clone(), verdicts: Vec::new() });
        let (to, exercises) = (self.to.clone(), self.catalogue.exercises().to_vec());
        self.leaving.push(std::thread::spawn(move || {
            for exercise in exercises {
                let report = Answer::read(&runner.root, &exercise.path(), &exercise.name)
                    .map_err(anyhow::Error::from)
                    .and_then(|answer| runner.plan(&exercise, answer, &[], false))
                    .and_then(|plan| runner.check(&plan, &cancel, &mut |_| {}));
                match report {
                    Ok(Some(report)) => {
                        let _ = to.send(Wake::One(Box::new(Ok(report))));
                    }
                    Ok(None) => return,
                    // A file that is missing is the learner's affair, and said in the list.
                    Err(error) if error.is::<AnswerError>() => {}
                    Err(error) => {
                        let _ = to.send(Wake::One(Box::new(Err(error))));
                        return;
                    }
                }
            }
            let _ = to.send(Wake::AllDone);
        }));
        Ok(self.view.say("checking every exercise …")?)
    }

    fn one(&mut self, report: Report) -> Result<()> {
        self.keep(&report);
        let Some(all) = &mut self.all else { return Ok(()) };
        all.verdicts.push((report.exercise.clone(), report.verdict));
        let text = format!(
            "checking every exercise: {} of {}, {} solved",
            all.verdicts.len(),
            self.catalogue.exercises().len(),
            solved(&all.verdicts)
        );
        self.view.judged(&report.exercise, report.verdict)?;
        Ok(self.view.say(&text)?)
    }

    fn all_done(&mut self) -> Result<()> {
        let Some(all) = self.all.take() else { return Ok(()) };
        let count = self.catalogue.exercises().len();
        let mut text = format!("{} of {count} exercises solved", solved(&all.verdicts));
        let open = all.verdicts.iter().find(|(_, verdict)| *verdict != Verdict::Passed);
        if let Some((name, verdict)) = open {
            text.push_str(&format!("; the first that is not: {name} ({verdict})"));
        }
        Ok(self.view.say(&text)?)
    }

    /// A part of the exercise as a text; what is missing is said.
    fn part(&mut self, part: Part) -> Result<Option<String>> {
        let mut text = Vec::new();
        match show::show(&mut text, &mut io::sink(), self.exercise(), part, true) {
            Ok(()) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
            Err(error) => {
                self.view.say(&error.to_string())?;
                Ok(None)
            }
        }
    }

    /// The learner's file as text; nothing where it cannot be read.
    fn own(&self) -> Option<String> {
        let bytes = std::fs::read(self.exercise().absolute(self.exercise().path())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn open(&mut self) -> Result<()> {
        let file = self.exercise().absolute(self.exercise().path());
        let variable = |name: &str| std::env::var(name).ok();
        let (command, here) = match editor::opening(&variable, &file, 1) {
            Opening::InTerminal(command) => (command, true),
            Opening::Beside(command) => (command, false),
            Opening::Unknown => {
                return Ok(self.view.say("nothing says which editor is yours: set VISUAL, for instance to vim or to code")?);
            }
        };
        let mut child = Command::new(&command[0]);
        child.args(&command[1..]);
        let failed = |error: io::Error| format!("{} cannot be started: {error}", command.join(" "));
        if here {
            self.terminal.give();
            let mut ran = Ok(());
            self.view.suspend(&mut || {
                ran = child.status().map(|_| ());
                Ok(())
            })?;
            self.terminal.take();
            if let Err(error) = ran {
                self.view.say(&failed(error))?;
            }
            return self.look().map(drop);
        }
        let child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match child.spawn() {
            // Waited for by nobody else, and it may stay open longer than we do.
            Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
            Err(error) => self.view.say(&failed(error))?,
        }
        Ok(())
    }

    /// Does what a key asked for; `true` ends the loop.
    fn act(&mut self, action: Action) -> Result<bool> {
        match action {
            Action::Quit => return Ok(true),
            Action::Say(text) => self.view.say(text)?,
            Action::Help => {
                let keys: Vec<String> =
                    KEYS.iter().map(|(key, what)| format!("{key}  {what}")).collect();
                self.view.page(Page { text: keys.join("\n"), ..Page::default() })?;
            }
            Action::CheckAgain => {
                let answer =
                    Answer::read(self.root, &self.exercise().path(), &self.exercise().name);
                match answer {
                    Ok(answer) => self.check(answer, Instant::now(), true)?,
                    Err(error) => self.view.say(&error.to_string())?,
                }
            }
            Action::Hint(level) => {
                let exercise = self.exercise().clone();
                let kept = self.progress.record_hint(&exercise.name, level);
                kept.unwrap_or_else(|error| self.complain(&error));
                let text = hint::text(&exercise, level, 'h').trim_end().to_string();
                self.view.page(Page { text, ..Page::default() })?;
            }
            Action::List => {
                let mut text = Vec::new();
                list::human(&mut text, self.catalogue, &list::progress_of(self.progress))?;
                self.view.list(String::from_utf8_lossy(&text).trim_end())?;
            }
            Action::Go => {
                if let Some(go) = self.part(Part::Go)? {
                    let exercise = self.exercise();
                    let title = exercise.path().display().to_string();
                    let beside = Some((exercise.go().display().to_string(), go));
                    let text = self.own().unwrap_or_default();
                    self.view.page(Page { title, text, beside, own: true })?;
                }
            }
            Action::Tests => {
                if let Some(text) = self.part(Part::Test)? {
                    let title = self.exercise().test_file().display().to_string();
                    let model = self.exercise().model_file();
                    let beside = match self.exercise().absolute(&model).is_file() {
                        true => {
                            self.part(Part::Model)?.map(|text| (model.display().to_string(), text))
                        }
                        false => None,
                    };
                    self.view.page(Page { title, text, beside, own: false })?;
                }
            }
            Action::Lesson => {
                if let Some(text) = self.part(Part::Lesson)? {
                    let title = self.exercise().lesson().display().to_string();
                    self.view.page(Page { title, text, ..Page::default() })?;
                }
            }
            Action::Solution => {
                if let (Some(reference), Some(own)) = (self.part(Part::Solution)?, self.own()) {
                    let title = "yours (-) and the reference answer (+)".to_string();
                    let text = diff::lines(&own, &reference);
                    self.view.page(Page { title, text, ..Page::default() })?;
                }
            }
            Action::Open => self.open()?,
            Action::CheckAll => self.check_all()?,
            Action::Reset => {
                let exercise = self.exercise().clone();
                let mut text = Vec::new();
                match reset::reset(&mut text, &exercise) {
                    Ok(_) => self.view.say(String::from_utf8_lossy(&text).trim_end())?,
                    Err(error) => self.view.say(&error.to_string())?,
                }
                self.look()?;
            }
            Action::Next => match self.next_open() {
                Some(index) => self.go_to(index)?,
                None => {
                    let text = self.catalogue.final_message.clone();
                    self.view.say(text.as_deref().unwrap_or("every exercise is solved"))?;
                }
            },
            Action::Skip => {
                let index = (self.current + 1) % self.catalogue.exercises().len();
                self.cancel();
                self.go_to(index)?;
            }
            Action::Previous => {
                let count = self.catalogue.exercises().len();
                self.cancel();
                self.go_to((self.current + count - 1) % count)?;
            }
        }
        Ok(false)
    }

    /// The next exercise after this one that is neither solved nor unproven, from the beginning again after the last.
    fn next_open(&self) -> Option<usize> {
        let exercises = self.catalogue.exercises();
        let all = self.progress.best();
        let count = exercises.len();
        (1..count).map(|step| (self.current + step) % count).find(|index| {
            all.get(&exercises[*index].name).is_none_or(|best| *best == Outcome::Failed)
        })
    }
}

fn solved(verdicts: &[(String, Verdict)]) -> usize {
    verdicts.iter().filter(|(_, verdict)| *verdict == Verdict::Passed).count()
}

/// What the unsolved file says at its top, without the marks of a comment.
fn task(exercise: &Exercise) -> String {
    let text = std::fs::read_to_string(exercise.absolute(exercise.start())).unwrap_or_default();
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_saves_in_a_row_that_nobody_told_of_make_the_file_be_looked_at_more_often() {
        let mut notices = Notices::default();
        assert!(!notices.found());
        assert_eq!(notices.patience(), LOOK);
        assert!(notices.found());
        assert_eq!(notices.patience(), LOOK_OFTEN);
        assert!(!notices.found(), "it is said once");
    }

    #[test]
    fn a_save_found_just_before_its_notice_changes_nothing() {
        let mut notices = Notices::default();
        for _ in 0..5 {
            assert!(!notices.found());
            notices.heard();
        }
        assert_eq!(notices.patience(), LOOK);
    }
}
