//! The terminal as a full screen: entered on start, left on every way out.
//!
//! The one module that writes escape sequences. It may not decide what is shown: it draws the [`Screen`] it folds.

use super::draw::{Drawn, draw};
use super::screen::{Row, Screen, Task};
use crate::event::Event;
use crate::explain::Texts;
use crate::watch::input::{Input, Key};
use crate::watch::{At, Page, Request, View};
use crossterm::event::{
    self, DisableMouseCapture, EnableMouseCapture, KeyCode, KeyEventKind, KeyModifiers,
    MouseButton, MouseEventKind,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue, style};
use ratatui_core::terminal::Terminal;
use ratatui_crossterm::CrosstermBackend;
use std::io::{self, Stdout, Write, stdout};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The terminal is ours at the moment. Whoever puts it back takes this flag first, so that it happens once.
static ENTERED: AtomicBool = AtomicBool::new(false);

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, cursor::Hide)
}

/// Puts the terminal back as it was. May be called at any time, also when the terminal is gone.
fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = execute!(stdout(), DisableMouseCapture, LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}

/// The full screen.
pub struct Full {
    screen: Screen,
    terminal: Terminal<CrosstermBackend<Stdout>>,
    colours: bool,
    root: PathBuf,
    /// Something changed since the last drawing.
    stale: bool,
}

impl Full {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When it is none, or cannot be set up.
    pub fn enter(screen: Screen, colours: bool, root: PathBuf) -> io::Result<Full> {
        // A panic's message must not be drawn over, and the shell wants its terminal back.
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            before(panic);
        }));
        if let Err(error) = enter() {
            leave();
            return Err(error);
        }
        let terminal = Terminal::new(CrosstermBackend::new(stdout())).inspect_err(|_| leave())?;
        Ok(Full { screen, terminal, colours, root, stale: true })
    }

    /// Shows a text before anything else.
    pub fn welcome(&mut self, text: &str) {
        self.screen.welcome = text.to_string();
    }

    fn paint(&mut self) -> io::Result<()> {
        let mut drawn: Option<Drawn> = None;
        let (screen, colours) = (&self.screen, self.colours);
        self.terminal.draw(|frame| {
            let area = frame.area();
            let new = draw(screen, area.width, area.height, colours);
            frame.buffer_mut().clone_from(&new.cells);
            drawn = Some(new);
        })?;
        let Some(drawn) = drawn else { return Ok(()) };
        self.screen.room = drawn.room;
        let mut out = stdout().lock();
        // Links cannot be part of a cell, so they are laid over what is there: the same letters, with a target.
        for link in &drawn.links {
            let url = format!("file://{}", self.screen.task.absolute.replace(' ', "%20"));
            let cell = &drawn.cells[link.at];
            queue!(out, cursor::MoveTo(link.at.0, link.at.1))?;
            if cell.modifier.contains(ratatui_core::style::Modifier::BOLD) {
                queue!(out, style::SetAttribute(style::Attribute::Bold))?;
            }
            write!(out, "\x1b]8;;{url}\x1b\\{}\x1b]8;;\x1b\\", link.text)?;
            queue!(out, style::SetAttribute(style::Attribute::Reset))?;
        }
        out.flush()
    }
}

impl Drop for Full {
    fn drop(&mut self) {
        leave();
    }
}

impl View for Full {
    fn event(&mut self, event: &Event, _since: Duration) -> io::Result<()> {
        self.screen.event(event);
        if let Event::Finished(report) = event {
            self.screen.texts = texts(report, &self.root);
        }
        self.stale = true;
        Ok(())
    }

    fn exercise(&mut self, at: &At<'_>) -> io::Result<()> {
        let path = at.exercise.path();
        self.screen.rows = at
            .all
            .iter()
            .enumerate()
            .map(|(index, exercise)| Row {
                index,
                name: exercise.name.clone(),
                chapter: exercise.dir.clone(),
                points: exercise.points,
                minutes: exercise.minutes,
                best: at.best.get(&exercise.name).map(|outcome| outcome.verdict()),
            })
            .collect();
        self.screen.enter(Task {
            name: at.exercise.name.clone(),
            chapter: at.exercise.dir.clone(),
            absolute: at.exercise.absolute(&path).display().to_string(),
            path: path.display().to_string(),
            points: at.exercise.points,
            minutes: at.exercise.minutes,
            index: at.index,
            text: at.task.clone(),
        });
        self.stale = true;
        Ok(())
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.screen.say(text);
        self.stale = true;
        Ok(())
    }

    fn polling(&mut self, _text: &str) -> io::Result<()> {
        // A state, not an event: the next save would take a message away.
        self.screen.polling = true;
        self.stale = true;
        Ok(())
    }

    fn page(&mut self, page: Page) -> io::Result<()> {
        self.screen.page(page);
        self.stale = true;
        Ok(())
    }

    fn list(&mut self, _text: &str) -> io::Result<()> {
        self.screen.toggle_list();
        self.stale = true;
        Ok(())
    }

    fn judged(&mut self, exercise: &str, verdict: crate::event::Verdict) -> io::Result<()> {
        self.screen.judged(exercise, verdict);
        self.stale = true;
        Ok(())
    }

    fn warming(&mut self, progress: Option<(usize, usize, String)>) -> io::Result<()> {
        self.screen.warming(progress);
        self.stale = true;
        Ok(())
    }

    fn input(&mut self, input: Input) -> Option<Request> {
        self.stale = true;
        self.screen.input(input)
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.stale) { self.paint() } else { Ok(()) }
    }

    fn suspend(&mut self, during: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        leave();
        let done = during();
        enter()?;
        self.terminal.clear()?;
        self.stale = true;
        done
    }
}

/// The texts that a report names, as they lie on disk now.
fn texts(report: &crate::event::Report, root: &std::path::Path) -> Texts {
    let mut texts = Texts::none();
    let checks = report.stages.iter().flat_map(|stage| &stage.checks);
    let named = checks.flat_map(|check| {
        let steps = check.schedule.iter().flat_map(|schedule| &schedule.steps);
        let blocked = check.schedule.iter().flat_map(|schedule| &schedule.blocked);
        let objects = check.schedule.iter().flat_map(|schedule| &schedule.objects);
        let files = steps.map(|step| step.file.clone());
        let files = files.chain(blocked.map(|blocked| blocked.file.clone()));
        let files = files.chain(objects.map(|object| object.file.clone()));
        let files = files.chain(check.waiting.iter().map(|waiting| waiting.file.clone()));
        files.chain(check.file.clone()).collect::<Vec<_>>()
    });
    let names: std::collections::BTreeSet<String> = named.collect();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        if let Ok(bytes) = std::fs::read(root.join(&name)) {
            texts = texts.with(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    texts
}

/// Whether a full screen can be shown here: both ends are a terminal that can do more than a typewriter.
pub fn possible() -> bool {
    use std::io::IsTerminal;
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    stdout().is_terminal()
        && io::stdin().is_terminal()
        && !dumb
        && size().is_ok_and(|(w, h)| w >= 20 && h >= 6)
}

/// Who has the terminal's keys: we, or an editor that we have started in it.
#[derive(Debug, Default)]
pub struct Keys {
    wanted: AtomicBool,
    given: AtomicBool,
}

impl Keys {
    /// Gives the keys away; returns when nobody here reads them any more: a key that is read here is lost to the editor.
    pub fn give(&self) {
        self.given.store(false, Ordering::SeqCst);
        self.wanted.store(true, Ordering::SeqCst);
        // Whoever reads looks that often, or has ended and reads no more.
        for _ in 0..100 {
            if self.given.load(Ordering::SeqCst) {
                return;
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Takes them back.
    pub fn take(&self) {
        self.given.store(false, Ordering::SeqCst);
        self.wanted.store(false, Ordering::SeqCst);
    }
}

/// How long whoever wants the keys may have to wait for them.
const LOOK: Duration = Duration::from_millis(20);

/// Hands everything that comes from the terminal to `send`, until that says that nobody listens.
pub fn listen(mut send: impl FnMut(Input) -> bool + Send + 'static, keys: std::sync::Arc<Keys>) {
    // Ends with the process: a blocked read cannot be called back.
    std::thread::spawn(move || {
        loop {
            // While an editor has the terminal, what is typed is the editor's.
            if keys.wanted.load(Ordering::SeqCst) {
                keys.given.store(true, Ordering::SeqCst);
                std::thread::sleep(LOOK);
                continue;
            }
            let input = match event::poll(LOOK) {
                Ok(true) => event::read(),
                Ok(false) => continue,
                Err(error) => Err(error),
            };
            let go_on = match input {
                Ok(event) => translate(&event).is_none_or(&mut send),
                Err(_) => false,
            };
            if !go_on {
                return;
            }
        }
    });
}

fn translate(event: &event::Event) -> Option<Input> {
    Some(match event {
        event::Event::Resize(columns, rows) => Input::Resize(*columns, *rows),
        event::Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => Input::Scroll(3),
            MouseEventKind::ScrollUp => Input::Scroll(-3),
            MouseEventKind::Down(MouseButton::Left) => Input::Click(mouse.column, mouse.row),
            _ => return None,
        },
        event::Event::Key(key) if key.kind != KeyEventKind::Release => {
            if key.modifiers.contains(KeyModifiers::CONTROL) {
                return match key.code {
                    KeyCode::Char('c' | 'd') => Some(Input::Interrupt),
                    _ => None,
                };
            }
            Input::Key(match key.code {
                KeyCode::Char(c) => Key::Char(c),
                KeyCode::Up => Key::Up,
                KeyCode::Down => Key::Down,
                KeyCode::Left => Key::Left,
                KeyCode::Right => Key::Right,
                KeyCode::PageUp => Key::PageUp,
                KeyCode::PageDown => Key::PageDown,
                KeyCode::Home => Key::Home,
                KeyCode::End => Key::End,
                KeyCode::Enter => Key::Enter,
                KeyCode::Esc => Key::Escape,
                KeyCode::Backspace => Key::Backspace,
                _ => return None,
            })
        }
        _ => return None,
    })
}
