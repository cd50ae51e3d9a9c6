//! The checker in a real terminal: a tmux server of the test's own, driven by keys and read as a screen.

use super::{CHECKER, Course, LIVENESS};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A terminal with a shell in it. The shell outlives the checker, so that what the checker leaves behind can be seen.
pub struct Terminal {
    /// The server's name: no other server is touched.
    name: String,
}

/// Is there a tmux? Says so where not, so that nobody takes a skipped test for a passed one.
pub fn there_is_a_terminal() -> bool {
    let there = Command::new("tmux").arg("-V").output().is_ok_and(|ran| ran.status.success());
    if !there {
        eprintln!("SKIPPED: tmux is not installed");
    }
    there
}

impl Terminal {
    /// A shell in the course's folder.
    pub fn new(course: &Course, columns: u16, rows: u16) -> Terminal {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let nth = NUMBER.fetch_add(1, Ordering::Relaxed);
        let terminal = Terminal { name: format!("loomlings-{}-{nth}", std::process::id()) };
        let (x, y) = (columns.to_string(), rows.to_string());
        let folder = course.root.to_str().expect("a name in UTF-8");
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            &x,
            "-y",
            &y,
            "-c",
            folder,
            "env",
            "-u",
            "NO_COLOR",
            "-u",
            "CARGO",
            "-u",
            "RUST_BACKTRACE",
            "-u",
            "VISUAL",
            "-u",
            "EDITOR",
            "PS1=ready> ",
            "sh",
        ]);
        terminal.wait("a prompt", |screen| screen.contains("ready>"));
        terminal
    }

    /// A shell in which the checker watches an exercise.
    pub fn watching(course: &Course, exercise: &str) -> Terminal {
        let terminal = Terminal::new(course, 100, 40);
        terminal.line(&format!("{CHECKER} watch {exercise}"));
        terminal
    }

    fn tmux(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.env_remove("TMUX").args(["-L", &self.name]).args(arguments);
        command.output().expect("tmux starts")
    }

    /// Types a line into the shell.
    pub fn line(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
        self.tmux(&["send-keys", "Enter"]);
    }

    /// Presses keys by tmux's names for them.
    pub fn press(&self, keys: &[&str]) {
        let mut arguments = vec!["send-keys"];
        arguments.extend(keys);
        self.tmux(&arguments);
    }

    /// Another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let (x, y) = (columns.to_string(), rows.to_string());
        self.tmux(&["resize-window", "-x", &x, "-y", &y]);
    }

    /// Closes the terminal as a window manager does.
    pub fn close(&self) {
        self.tmux(&["kill-server"]);
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        String::from_utf8_lossy(&self.tmux(&["capture-pane", "-p"]).stdout).into_owned()
    }

    /// Waits until the screen is as meant, and gives it.
    #[track_caller]
    pub fn wait(&self, what: &str, is_meant: impl Fn(&str) -> bool) -> String {
        let began = Instant::now();
        loop {
            let screen = self.screen();
            if is_meant(&screen) {
                return screen;
            }
            assert!(began.elapsed() < LIVENESS, "never on the screen: {what}\n{screen}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for words.
    #[track_caller]
    pub fn sees(&self, words: &str) -> String {
        self.wait(words, |screen| screen.contains(words))
    }

    /// The shell is back, with the terminal as it was: lines are edited and echoed, and the cursor is shown.
    #[track_caller]
    pub fn is_as_before(&self) {
        self.sees("ready>");
        // Quoted in two, so that what is typed is not mistaken for what is printed.
        self.line(
            "stty -a | grep -q -e ' icanon' && stty -a | grep -q -e ' echo ' && echo rest''ored",
        );
        self.sees("restored");
        let cursor = self.tmux(&["display-message", "-p", "#{cursor_flag}#{alternate_on}"]).stdout;
        assert_eq!(String::from_utf8_lossy(&cursor).trim(), "10", "cursor shown, no other screen");
    }

    /// The number of the checker's process.
    pub fn checker(&self) -> u32 {
        let shell = self.tmux(&["display-message", "-p", "#{pane_pid}"]).stdout;
        let shell = String::from_utf8_lossy(&shell).trim().to_string();
        let began = Instant::now();
        loop {
            let path = format!("/proc/{shell}/task/{shell}/children");
            let children = std::fs::read_to_string(path).unwrap_or_default();
            if let Some(child) = children.split_whitespace().next().and_then(|c| c.parse().ok()) {
                return child;
            }
            assert!(began.elapsed() < LIVENESS, "the checker never started");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.close();
    }
}
