//! How the learner's file is opened in an editor: the environment -> a command line.
//!
//! Pure. It may not start anything, and it guesses no editor that nothing points to.

use std::path::Path;

/// What opens the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A program that needs the terminal until it ends.
    InTerminal(Vec<String>),
    /// A program with a window or a pane of its own.
    Beside(Vec<String>),
    /// Nothing points to an editor.
    Unknown,
}

/// Editors with windows of their own, and how each wants a line named.
const WINDOWED: [(&str, Goto); 9] = [
    ("code", Goto::DashG),
    ("code-insiders", Goto::DashG),
    ("codium", Goto::DashG),
    ("cursor", Goto::DashG),
    ("zed", Goto::Colon),
    ("zeditor", Goto::Colon),
    ("subl", Goto::Colon),
    ("rustrover", Goto::DashLine),
    ("idea", Goto::DashLine),
];

#[derive(Clone, Copy)]
enum Goto {
    /// `-g FILE:LINE`
    DashG,
    /// `FILE:LINE`
    Colon,
    /// `--line LINE FILE`
    DashLine,
    /// `+LINE FILE`
    Plus,
}

impl Goto {
    fn arguments(self, file: &str, line: u32) -> Vec<String> {
        match self {
            Goto::DashG => vec!["-r".into(), "-g".into(), format!("{file}:{line}")],
            Goto::Colon => vec![format!("{file}:{line}")],
            Goto::DashLine => vec!["--line".into(), line.to_string(), file.into()],
            Goto::Plus => vec![format!("+{line}"), file.into()],
        }
    }
}

/// What opens `file` at `line` (from 1), for an environment of variables.
pub fn opening(variable: &dyn Fn(&str) -> Option<String>, file: &Path, line: u32) -> Opening {
    let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let file = file.display().to_string();
    let words = |text: String| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
    let chosen = set("VISUAL").or_else(|| set("EDITOR")).map(words);
    let Some(mut command) = chosen else {
        let command = |program: &str, goto: Goto| {
            let mut command = vec![program.to_string()];
            command.extend(goto.arguments(&file, line));
            Opening::Beside(command)
        };
        // The terminal is part of an editor: that one is meant.
        return if set("TERM_PROGRAM").is_some_and(|program| program == "vscode") {
            command("code", Goto::DashG)
        } else if set("ZED_TERM").is_some() {
            command("zed", Goto::Colon)
        } else if set("ZELLIJ").is_some() {
            // Zellij knows an editor of its own.
            let line = line.to_string();
            Opening::Beside(
                ["zellij", "edit", "--line-number", &line, &file].map(String::from).into(),
            )
        } else {
            Opening::Unknown
        };
    };
    let program =
        Path::new(&command[0]).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if let Some((_, goto)) = WINDOWED.iter().find(|(name, _)| *name == program) {
        // `code --wait` is for programs that want to know when the file is closed. Nobody waits here.
        command.retain(|word| word != "--wait" && word != "-w");
        command.extend(goto.arguments(&file, line));
        return Opening::Beside(command);
    }
    let goto = if program == "hx" || program == "helix" { Goto::Colon } else { Goto::Plus };
    command.extend(goto.arguments(&file, line));
    if set("TMUX").is_some() {
        let mut beside: Vec<String> = ["tmux", "split-window", "-h", "--"].map(String::from).into();
        beside.extend(command);
        return Opening::Beside(beside);
    }
    if set("ZELLIJ").is_some() {
        let mut beside: Vec<String> =
            ["zellij", "run", "--close-on-exit", "--"].map(String::from).into();
        beside.extend(command);
        return Opening::Beside(beside);
    }
    Opening::InTerminal(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Opening {
        let find = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string())
        };
        opening(&find, Path::new("/course/a b.rs"), 7)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| word.to_string()).collect()
    }

    #[test]
    fn an_editor_of_the_terminal_gets_the_terminal() {
        let vi = Opening::InTerminal(words(&["vim", "+7", "/course/a b.rs"]));
        assert_eq!(with(&[("VISUAL", "vim"), ("EDITOR", "ed")]), vi);
        let hx = Opening::InTerminal(words(&["/usr/bin/hx", "/course/a b.rs:7"]));
        assert_eq!(with(&[("EDITOR", "/usr/bin/hx")]), hx);
    }

    #[test]
    fn in_tmux_and_zellij_it_gets_a_pane() {
        let tmux = Opening::Beside(words(&[
            "tmux",
            "split-window",
            "-h",
            "--",
            "vim",
            "+7",
            "/course/a b.rs",
        ]));
        assert_eq!(with(&[("VISUAL", "vim"), ("TMUX", "/tmp/x,1,0")]), tmux);
        let zellij =
            Opening::Beside(words(&["zellij", "edit", "--line-number", "7", "/course/a b.rs"]));
        assert_eq!(with(&[("ZELLIJ", "0")]), zellij);
    }

    #[test]
    fn an_editor_with_windows_is_not_waited_for() {
        let code = Opening::Beside(words(&["code", "-r", "-g", "/course/a b.rs:7"]));
        assert_eq!(with(&[("VISUAL", "code --wait")]), code);
        assert_eq!(with(&[("TERM_PROGRAM", "vscode")]), code);
        assert_eq!(
            with(&[("ZED_TERM", "true")]),
            Opening::Beside(words(&["zed", "/course/a b.rs:7"]))
        );
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(with(&[]), Opening::Unknown);
        assert_eq!(with(&[("VISUAL", " "), ("TERM_PROGRAM", "xterm")]), Opening::Unknown);
    }
}
