//! What rustc and clippy write with `--error-format=json`, as facts for events and as text for the terminal.
//!
//! It may not decide whether a diagnostic refuses an answer, and it never rewords the compiler's own rendering: rustc
//! explains itself well. The one thing taken out is our own machinery's name for `std`.

use super::shorten;
use super::style::Style;
use super::text::{only_colours, strip_ansi};
use crate::event::Diagnostic;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One line of a compiler's stderr that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// It says something about the source.
    Diagnostic(Diagnostic),
    /// It has written a file.
    Artifact {
        /// `metadata` or `link`: what of the crate can be used from now on.
        emit: String,
        /// The file.
        path: PathBuf,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Raw {
    Artifact { artifact: PathBuf, emit: String },
    Diagnostic(RawDiagnostic),
}

#[derive(Deserialize)]
struct RawDiagnostic {
    message: String,
    code: Option<RawCode>,
    level: String,
    spans: Vec<RawSpan>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct RawCode {
    code: String,
}

#[derive(Deserialize)]
struct RawSpan {
    file_name: String,
    line_start: u32,
    column_start: u32,
    is_primary: bool,
    expansion: Option<Box<RawExpansion>>,
}

#[derive(Deserialize)]
struct RawExpansion {
    span: RawSpan,
}

impl RawSpan {
    /// The place in the learner's own file where a macro's code came from.
    fn outermost(&self) -> &RawSpan {
        self.expansion.as_ref().map_or(self, |expansion| expansion.span.outermost())
    }
}

/// Reads one line. Nothing comes of a line that is not JSON (a linker's complaint, say), and of the compiler's summaries
/// (`aborting due to 2 previous errors`), which say nothing new.
pub fn message(line: &str, root: &Path) -> Option<Message> {
    let raw = match serde_json::from_str(line).ok()? {
        Raw::Artifact { artifact, emit } => {
            return Some(Message::Artifact { emit, path: artifact });
        }
        Raw::Diagnostic(raw) => raw,
    };
    if is_summary(&raw) {
        return None;
    }
    let span =
        raw.spans.iter().find(|span| span.is_primary).or(raw.spans.first()).map(RawSpan::outermost);
    let rendered = raw.rendered.unwrap_or_else(|| format!("{}: {}\n", raw.level, raw.message));
    Some(Message::Diagnostic(Diagnostic {
        level: raw.level,
        code: raw.code.map(|code| code.code),
        message: std_for_the_learner(&raw.message),
        rendered: std_for_the_learner(&rendered),
        file: span.map(|span| shorten(&span.file_name, root)),
        line: span.map(|span| span.line_start),
        column: span.map(|span| span.column_start),
    }))
}

/// Both compilers close with sentences that only count what came before.
fn is_summary(raw: &RawDiagnostic) -> bool {
    let counts = raw.message.starts_with("aborting due to") || raw.message.ends_with(" emitted");
    raw.level == "failure-note" || (raw.spans.is_empty() && raw.code.is_none() && counts)
}

/// The rendering for a terminal. Text of the learner's file is in it: no escape but colours survives, and those only where
/// they are wanted.
pub fn rendered(diagnostic: &Diagnostic, style: Style) -> String {
    let text = if style.has_colours() {
        only_colours(&diagnostic.rendered)
    } else {
        strip_ansi(&diagnostic.rendered)
    };
    format!("{}\n", text.trim_end())
}

/// The names that the learner wrote in place of those that the model build made of them.
pub fn std_for_the_learner(text: &str) -> String {
    let mut text = text.to_string();
    for (ours, theirs) in [
        ("model_std::", "std::"),
        ("model_crossbeam::", "crossbeam::"),
        ("model_rayon::", "rayon::"),
        ("model_tokio_util::", "tokio_util::"),
        ("model_tokio::", "tokio::"),
        ("`model_std`", "`std`"),
        ("`model_crossbeam`", "`crossbeam`"),
        ("`model_rayon`", "`rayon`"),
        ("`model_tokio_util`", "`tokio_util`"),
        ("`model_tokio`", "`tokio`"),
    ] {
        text = text.replace(ours, theirs);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOVED: &str = r#"{"$message_type":"diagnostic","message":"borrow of moved value: `x`","code":{"code":"E0382","explanation":"long"},"level":"error","spans":[{"file_name":"/course/exercises/a.rs","byte_start":1,"byte_end":2,"line_start":9,"line_end":9,"column_start":5,"column_end":6,"is_primary":false,"text":[],"label":"moved here","suggested_replacement":null,"suggestion_applicability":null,"expansion":null},{"file_name":"/course/exercises/a.rs","byte_start":1,"byte_end":2,"line_start":12,"line_end":12,"column_start":7,"column_end":8,"is_primary":true,"text":[],"label":"used here","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[],"rendered":"\u001b[1m\u001b[31merror[E0382]\u001b[0m: borrow of moved value\n"}"#;

    fn diagnostic(line: &str) -> Diagnostic {
        match message(line, Path::new("/course")) {
            Some(Message::Diagnostic(diagnostic)) => diagnostic,
            other => panic!("not a diagnostic: {other:?}"),
        }
    }

    #[test]
    fn a_diagnostic_keeps_its_code_and_the_place_of_its_primary_span() {
        let found = diagnostic(MOVED);
        assert_eq!(
            (found.code.as_deref(), found.line, found.column),
            (Some("E0382"), Some(12), Some(7))
        );
        assert_eq!(found.file.as_deref(), Some("exercises/a.rs"));
        assert_eq!(rendered(&found, Style::PLAIN), "error[E0382]: borrow of moved value\n");
        assert!(rendered(&found, Style::COLOURS).starts_with("\x1b[1m"));
    }

    #[test]
    fn an_error_inside_a_macro_is_told_where_the_learner_wrote_the_macro() {
        let inner = r#""file_name":"/rust/std/macros.rs","line_start":1,"column_start":2,"is_primary":true"#;
        let outer = r#""file_name":"/course/a.rs","line_start":30,"column_start":4,"is_primary":false,"expansion":null"#;
        let line = format!(
            r#"{{"message":"m","code":null,"level":"error","spans":[{{{inner},"expansion":{{"span":{{{outer}}},"macro_decl_name":"x!"}}}}],"rendered":null}}"#
        );
        let found = diagnostic(&line);
        assert_eq!((found.file.as_deref(), found.line), (Some("a.rs"), Some(30)));
        assert_eq!(found.rendered, "error: m\n");
    }

    #[test]
    fn artifacts_are_told_apart_and_summaries_left_out() {
        let root = Path::new("/course");
        assert_eq!(
            message(
                r#"{"$message_type":"artifact","artifact":"/t/liba.rmeta","emit":"metadata"}"#,
                root
            ),
            Some(Message::Artifact { emit: "metadata".into(), path: "/t/liba.rmeta".into() })
        );
        let summary = r#"{"message":"aborting due to 9 previous errors","code":null,"level":"error","spans":[],"rendered":"x"}"#;
        assert_eq!(message(summary, root), None);
        let counted = r#"{"message":"1 warning emitted","code":null,"level":"warning","spans":[],"rendered":"x"}"#;
        assert_eq!(message(counted, root), None);
        let unlinked = r#"{"message":"linking with `cc` failed","code":null,"level":"error","spans":[],"rendered":"x"}"#;
        assert!(message(unlinked, root).is_some());
        assert_eq!(message("ld: warning: something", root), None);
    }

    #[test]
    fn the_learner_never_reads_the_stand_ins_name() {
        assert_eq!(
            std_for_the_learner("expected `model_std::sync::Mutex<u8>`, no `X` in `model_std`"),
            "expected `std::sync::Mutex<u8>`, no `X` in `std`"
        );
    }
}
