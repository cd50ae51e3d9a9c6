//! The loop in which a learner sits: a save starts a check, a newer save cancels it.
//!
//! One channel wakes the loop, whatever happened: a key, a save, an event of a running check, a signal. It may not judge:
//! checks go through the same runner as everywhere. It prints lines and needs no terminal.

mod files;
mod session;
mod terminal;

pub use session::{Action, KEYS, Session};

use crate::catalogue::{Catalogue, Exercise};
use crate::commands::{hint, list, reset};
use crate::event::{Event, Report};
use crate::plan::{Answer, AnswerError};
use crate::process::Cancel;
use crate::runner::Runner;
use crate::store::{Outcome, Progress};
use anyhow::{Context, Result};
use files::Files;
use signal_hook::iterator::Signals;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use terminal::Keys;

/// How often the file is looked at although nothing was heard: some file systems give no notice of changes made
/// elsewhere.
const LOOK: Duration = Duration::from_millis(1000);

/// An editor that saves by truncating and writing leaves the file empty or away in between. Judging it then would be true
/// and useless, so such a file is looked at again after this time.
const SETTLE: Duration = Duration::from_millis(30);

/// Whatever can wake the loop.
enum Wake {
    Key(u8),
    Saved(PathBuf),
    Event(u64, Box<Event>),
    Done(u64, Box<Result<Option<Report>>>),
    Signal,
}

/// What shows the loop's doings: lines for people, or JSON for programs.
pub trait Screen {
    /// Shows an event of the check that answers the newest save; `since` is the time since that save.
    fn event(&mut self, event: &Event, since: Duration) -> std::io::Result<()>;
    /// A new exercise is at hand.
    fn exercise(&mut self, exercise: &Exercise) -> std::io::Result<()>;
    /// Says something outside of any check.
    fn say(&mut self, text: &str) -> std::io::Result<()>;
}

/// What `watch` works with.
pub struct Watch<'a> {
    /// All exercises.
    pub catalogue: &'a Catalogue,
    /// Judges answers.
    pub runner: Arc<Runner>,
    /// What the learner has solved.
    pub progress: &'a Progress,
    /// Shows what happens.
    pub screen: &'a mut dyn Screen,
}

/// A check under way.
struct Running {
    generation: u64,
    cancel: Cancel,
    saved: Instant,
    thread: std::thread::JoinHandle<()>,
}

struct State<'w, 'a> {
    watch: &'w mut Watch<'a>,
    to: Sender<Wake>,
    current: usize,
    session: Session,
    /// Hash of the bytes that the newest check judges.
    judged: Option<String>,
    running: Option<Running>,
    /// Checks that were cancelled and are taking their processes down.
    leaving: Vec<std::thread::JoinHandle<()>>,
    generation: u64,
    missing: bool,
}

/// Watches from `first` on until the learner quits.
///
/// # Errors
/// When the folder cannot be watched, the screen cannot be written, or the checker itself failed.
pub fn run(mut watch: Watch<'_>, first: usize) -> Result<()> {
    let (to, wakes) = mpsc::channel();
    signals(to.clone())?;
    let folder = watch.runner.root.join("exercises");
    let files = Files::watch(&folder, to.clone(), Wake::Saved)
        .with_context(|| format!("cannot watch {}: does it exist?", folder.display()))?;
    if files.polling {
        watch.screen.say("the system gives no notice of saves here, so the files are looked at three times a second")?;
    }
    let keys = Keys::listen(to.clone(), Wake::Key);
    let mut state = State {
        watch: &mut watch,
        to,
        current: first,
        session: Session::default(),
        judged: None,
        running: None,
        leaving: Vec::new(),
        generation: 0,
        missing: false,
    };
    let ended = state.go_to(first).and_then(|()| state.run(&wakes));
    // Whatever ended the loop: no child stays, and the terminal is as it was.
    state.cancel();
    for thread in state.leaving.drain(..) {
        let _ = thread.join();
    }
    drop(keys);
    ended
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

impl State<'_, '_> {
    fn run(&mut self, wakes: &Receiver<Wake>) -> Result<()> {
        loop {
            match wakes.recv_timeout(LOOK) {
                Ok(Wake::Signal) => return Ok(()),
                Ok(Wake::Key(key)) => {
                    if let Some(action) = self.session.key(key)
                        && self.act(action)?
                    {
                        return Ok(());
                    }
                }
                Ok(Wake::Saved(path)) => {
                    // Noise in other files starts nothing and delays nothing.
                    if path.ends_with(self.exercise().path()) {
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
                        }
                        self.watch.screen.event(&event, since)?;
                    }
                }
                Ok(Wake::Done(generation, result)) => self.done(generation, *result)?,
                Err(RecvTimeoutError::Timeout) => self.look()?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    fn exercise(&self) -> &Exercise {
        &self.watch.catalogue.exercises()[self.current]
    }

    fn go_to(&mut self, index: usize) -> Result<()> {
        self.current = index;
        let exercise = self.watch.catalogue.exercises()[index].clone();
        let kept = self.watch.progress.set_current(&exercise.name);
        kept.unwrap_or_else(|error| self.complain(&error));
        self.session = Session::new(self.watch.progress.hints(&exercise.name));
        self.judged = None;
        self.missing = false;
        self.watch.screen.exercise(&exercise)?;
        self.look()
    }

    /// Progress that cannot be kept is said once and does not end the session.
    fn complain(&self, error: &dyn std::fmt::Display) {
        let _ = writeln!(std::io::stderr(), "progress cannot be kept: {error}");
    }

    /// Looks at the file and checks it if its bytes are not those judged last.
    fn look(&mut self) -> Result<()> {
        let saved = Instant::now();
        let read = |state: &Self| {
            Answer::read(&state.watch.runner.root, &state.exercise().path(), &state.exercise().name)
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
                self.watch.screen.say(&format!("{error}{advice}"))?;
            }
            Err(_) => {}
        }
        Ok(())
    }

    fn check(&mut self, answer: Answer, saved: Instant, anew: bool) -> Result<()> {
        self.cancel();
        self.session.changed();
        self.judged = Some(answer.hash.clone());
        self.generation += 1;
        let generation = self.generation;
        let cancel = Cancel::new().context("cannot make a way to cancel a check")?;
        let (runner, to, exercise) =
            (Arc::clone(&self.watch.runner), self.to.clone(), self.exercise().clone());
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
        self.session.judged(report);
        if let Some(outcome) = Outcome::of(report) {
            // The hash is that of the bytes that were judged, whatever the file holds by now.
            let kept = self.watch.progress.record(&report.exercise, &report.answer, outcome);
            kept.unwrap_or_else(|error| self.complain(&error));
        }
    }

    /// Does what a key asked for; `true` ends the loop.
    fn act(&mut self, action: Action) -> Result<bool> {
        match action {
            Action::Quit => return Ok(true),
            Action::Say(text) => self.watch.screen.say(text)?,
            Action::Help => {
                let keys: Vec<String> =
                    KEYS.iter().map(|(key, what)| format!("{key}  {what}")).collect();
                self.watch.screen.say(&keys.join("\n"))?;
            }
            Action::CheckAgain => {
                let answer = Answer::read(
                    &self.watch.runner.root,
                    &self.exercise().path(),
                    &self.exercise().name,
                );
                match answer {
                    Ok(answer) => self.check(answer, Instant::now(), true)?,
                    Err(error) => self.watch.screen.say(&error.to_string())?,
                }
            }
            Action::Hint(level) => {
                let exercise = self.exercise().clone();
                let kept = self.watch.progress.record_hint(&exercise.name, level);
                kept.unwrap_or_else(|error| self.complain(&error));
                let mut text = Vec::new();
                hint::hint(&mut text, &exercise, level)?;
                self.watch.screen.say(String::from_utf8_lossy(&text).trim_end())?;
            }
            Action::List => {
                let mut text = Vec::new();
                list::human(
                    &mut text,
                    self.watch.catalogue,
                    &list::progress_of(self.watch.progress),
                )?;
                self.watch.screen.say(String::from_utf8_lossy(&text).trim_end())?;
            }
            Action::Reset => {
                let exercise = self.exercise().clone();
                let mut text = Vec::new();
                match reset::reset(&mut text, &exercise) {
                    Ok(_) => self.watch.screen.say(String::from_utf8_lossy(&text).trim_end())?,
                    Err(error) => self.watch.screen.say(&error.to_string())?,
                }
                self.look()?;
            }
            Action::Next => match self.next_open() {
                Some(index) => self.go_to(index)?,
                None => {
                    let text = self.watch.catalogue.final_message.clone();
                    self.watch.screen.say(text.as_deref().unwrap_or("every exercise is solved"))?;
                }
            },
            Action::Skip => {
                let index = (self.current + 1) % self.watch.catalogue.exercises().len();
                self.cancel();
                self.go_to(index)?;
            }
            Action::Previous => {
                let count = self.watch.catalogue.exercises().len();
                self.cancel();
                self.go_to((self.current + count - 1) % count)?;
            }
        }
        Ok(false)
    }

    /// The next exercise after this one that is neither solved nor unproven, from the beginning again after the last.
    fn next_open(&self) -> Option<usize> {
        let exercises = self.watch.catalogue.exercises();
        let all = self.watch.progress.best();
        let count = exercises.len();
        (1..count).map(|step| (self.current + step) % count).find(|index| {
            all.get(&exercises[*index].name).is_none_or(|best| *best == Outcome::Failed)
        })
    }
}
