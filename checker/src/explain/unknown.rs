//! What an answer uses that the model does not know.
//!
//! The answer has compiled against the real crates before the model build begins. So whatever that build refuses is a gap
//! of ours, and may never be told as a mistake of the learner's: it is named as a path where it can be found out, and
//! told in the compiler's words where not.

use super::compiler::std_for_the_learner;
use super::tokens::{Token, tokens};
use super::{counted, listed};
use crate::event::Diagnostic;
use std::collections::BTreeMap;

/// The crates that the model stands in for.
const MODELLED: [&str; 7] = ["std", "core", "alloc", "crossbeam", "rayon", "tokio", "tokio_util"];

/// The message of a `not_modelled` verdict, given what the compiler said in the model build and the answer's text.
pub fn not_modelled(diagnostics: &[Diagnostic], answer: &str) -> String {
    let errors: Vec<&Diagnostic> =
        diagnostics.iter().filter(|said| said.level == "error").collect();
    let mut paths: Vec<String> = Vec::new();
    for path in errors.iter().filter_map(|error| unknown_path(error, answer)) {
        // `use std::sync::RwLock` that fails takes every use of it down with it.
        let known =
            paths.iter().any(|known| *known == path || known.ends_with(&format!("::{path}")));
        if !known {
            paths.push(path);
        }
    }
    if !paths.is_empty() {
        let quoted: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
        let shown = quoted.len().min(4);
        let more = match quoted.len() - shown {
            0 => String::new(),
            more => format!(" and {}", counted(more as u64, "other name")),
        };
        return format!("the model does not know {}{more} yet", listed(&quoted[..shown]));
    }
    match errors.first() {
        Some(error) => {
            let line = error.line.map(|line| format!(" (line {line})")).unwrap_or_default();
            format!(
                "the model cannot compile this answer: {}{line}",
                std_for_the_learner(&error.message)
            )
        }
        None => {
            "the model cannot compile this answer, and the compiler did not say why".to_string()
        }
    }
}

/// The full path of the item that this error misses, as the learner could have written it.
pub fn unknown_path(error: &Diagnostic, answer: &str) -> Option<String> {
    let code = error.code.as_deref().unwrap_or_default();
    let message = std_for_the_learner(&error.message);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let tokens = tokens(answer);
    let imports = imports(&tokens);
    match code {
        // unresolved import `std::sync::RwLock`
        "E0432" => Some(listed_paths(&quoted, &imports)),
        // no method named `read_lock` found for struct `std::sync::Mutex<T>` in the current scope
        "E0599" => {
            let (member, owner) = (quoted.first()?, quoted.get(1)?);
            let owner = without_generics(owner);
            Some(format!("{}::{member}", resolve(&owner, &imports)))
        }
        // cannot find `RwLock` in `sync`; cannot find function `nope` in module `std::thread`; cannot find macro `select` …
        _ if message.contains("cannot find")
            || message.contains("could not find")
            || code == "E0433" =>
        {
            let missing = quoted.first()?;
            let written = error
                .line
                .zip(error.column)
                .and_then(|(line, column)| path_at(&tokens, line, column, missing));
            let path = match (written, quoted.get(1)) {
                (Some(written), _) if written.contains("::") => written,
                (_, Some(module)) if !module.contains(' ') => format!("{module}::{missing}"),
                (Some(written), _) => written,
                (None, _) => (*missing).to_string(),
            };
            let path = resolve(&path, &imports);
            let first = path.split("::").next().unwrap_or_default();
            // A name in the answer itself that is missing because something else is: the other error names it.
            (MODELLED.contains(&first) || !path.contains("::")).then_some(path)
        }
        _ => None,
    }
}

fn listed_paths(quoted: &[&str], imports: &BTreeMap<String, String>) -> String {
    let paths: Vec<String> = quoted.iter().map(|path| resolve(path, imports)).collect();
    paths.join("`, `")
}

/// The path that the identifier at this place is the end of, as written: `sync::RwLock`.
fn path_at(tokens: &[Token<'_>], line: u32, column: u32, missing: &str) -> Option<String> {
    let at = tokens.iter().position(|token| token.line == line && token.column == column)?;
    // The place is that of the missing name, or of the path's beginning.
    let mut end = at;
    while tokens[end].text != missing && tokens.get(end + 1)?.is("::") {
        end += 2;
        tokens.get(end)?;
    }
    if tokens[end].text != missing {
        return None;
    }
    let mut start = end;
    while start >= 2 && tokens[start - 1].is("::") && tokens[start - 2].is_ident() {
        start -= 2;
    }
    Some(tokens[start..=end].iter().map(|token| token.text).collect())
}

/// Replaces the path's first name by what a `use` in the answer says it is.
fn resolve(path: &str, imports: &BTreeMap<String, String>) -> String {
    let mut path = path.trim_start_matches("::").to_string();
    // An import may begin with the name that another brought in; three steps are more than anybody writes.
    for _ in 0..3 {
        let (first, rest) = path
            .split_once("::")
            .map_or((path.as_str(), None), |(first, rest)| (first, Some(rest)));
        match imports.get(first) {
            Some(full) if full != first && !full.starts_with(&format!("{first}::")) => {
                path = rest.map_or_else(|| full.clone(), |rest| format!("{full}::{rest}"));
            }
            _ => break,
        }
    }
    path
}

/// What every name that a `use` brings into the file stands for. Scopes are ignored: a name rarely means two things.
fn imports(tokens: &[Token<'_>]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].is("use") {
            let end = (at..tokens.len()).find(|&end| tokens[end].is(";")).unwrap_or(tokens.len());
            import_tree(&tokens[at + 1..end], "", &mut found);
            at = end;
        }
        at += 1;
    }
    found
}

/// One branch of a use tree: `sync::{self, Mutex as Lock, atomic::AtomicU8}`.
fn import_tree(tokens: &[Token<'_>], prefix: &str, found: &mut BTreeMap<String, String>) {
    let open = tokens.iter().position(|token| token.is("{"));
    let head = &tokens[..open.unwrap_or(tokens.len())];
    let alias = head.iter().position(|token| token.is("as"));
    let names: Vec<&str> = head[..alias.unwrap_or(head.len())]
        .iter()
        .filter(|token| token.is_ident())
        .map(|token| token.text)
        .collect();
    let join = |prefix: &str, names: &[&str]| {
        let names = names.join("::");
        match (prefix.is_empty(), names.is_empty()) {
            (true, _) => names,
            (false, true) => prefix.to_string(),
            (false, false) => format!("{prefix}::{names}"),
        }
    };
    if let Some(open) = open {
        let prefix = join(prefix, &names);
        let inner = &tokens[open + 1..];
        let mut depth = 0_usize;
        let mut start = 0;
        for (at, token) in inner.iter().enumerate() {
            match token.text {
                "{" => depth += 1,
                "}" if depth == 0 => {
                    import_tree(&inner[start..at], &prefix, found);
                    break;
                }
                "}" => depth -= 1,
                "," if depth == 0 => {
                    import_tree(&inner[start..at], &prefix, found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let own: &[&str] =
        if names.last() == Some(&"self") { &names[..names.len() - 1] } else { &names };
    let full = join(prefix, own);
    let name = match alias {
        Some(alias) => head.get(alias + 1).map(|token| token.text),
        None => full.rsplit("::").next(),
    };
    if let Some(name) = name.filter(|name| !name.is_empty() && *name != "_") {
        found.insert(name.to_string(), full.clone());
    }
}

/// `std::sync::Mutex` of `std::sync::Mutex<Vec<u8>>` or `&Mutex<T>`.
fn without_generics(name: &str) -> String {
    let name = name.trim_start_matches(['&', '*', ' ']).trim_start_matches("mut ");
    name.split('<').next().unwrap_or(name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str, message: &str, line: u32, column: u32) -> Diagnostic {
        Diagnostic {
            level: "error".into(),
            code: Some(code.into()),
            message: message.into(),
            rendered: String::new(),
            file: Some("a.rs".into()),
            line: Some(line),
            column: Some(column),
        }
    }

    #[test]
    fn an_import_that_the_model_lacks_is_named_in_full() {
        let said = error("E0432", "unresolved import `std::sync::RwLock`", 1, 5);
        assert_eq!(
            not_modelled(&[said], "use std::sync::RwLock;"),
            "the model does not know `std::sync::RwLock` yet"
        );
        let both =
            error("E0432", "unresolved imports `std::sync::Condvar`, `std::sync::Once`", 1, 17);
        assert_eq!(
            not_modelled(&[both], "use std::sync::{Condvar, Once};"),
            "the model does not know `std::sync::Condvar`, `std::sync::Once` yet"
        );
    }

    #[test]
    fn an_import_through_another_import_is_named_in_full() {
        let said = error("E0432", "unresolved import `sync::RwLock`", 2, 5);
        assert_eq!(
            unknown_path(&said, "use std::sync;\nuse sync::RwLock;").as_deref(),
            Some("std::sync::RwLock")
        );
    }

    #[test]
    fn a_path_in_the_code_is_named_in_full_through_aliases() {
        let answer = "use std::{sync, time as clock};\nfn f() { let l = sync::RwLock::new(1); clock::Nope::ZERO; }";
        let said = error("E0433", "cannot find `RwLock` in `sync`", 2, 24);
        assert_eq!(unknown_path(&said, answer).as_deref(), Some("std::sync::RwLock"));
        let said = error("E0433", "failed to resolve: could not find `Nope` in `time`", 2, 47);
        assert_eq!(unknown_path(&said, answer).as_deref(), Some("std::time::Nope"));
    }

    #[test]
    fn items_missing_in_a_module_are_named() {
        let said = error("E0425", "cannot find function `nope` in module `std::thread`", 1, 1);
        assert_eq!(unknown_path(&said, "").as_deref(), Some("std::thread::nope"));
        let said = error(
            "E0412",
            "cannot find type `AtomicI128` in module `model_std::sync::atomic`",
            1,
            1,
        );
        assert_eq!(unknown_path(&said, "").as_deref(), Some("std::sync::atomic::AtomicI128"));
        let said = error("E0433", "cannot find `select` in `channel`", 2, 21);
        let answer = "use crossbeam::channel;\nfn f() { { channel::select! {} } }";
        assert_eq!(unknown_path(&said, answer).as_deref(), Some("crossbeam::channel::select"));
        let said = error("E0433", "cannot find module or crate `rayon` in this scope", 1, 5);
        assert_eq!(unknown_path(&said, "use rayon::prelude::*;").as_deref(), Some("rayon"));
    }

    #[test]
    fn a_missing_method_is_named_with_its_type() {
        let said = error(
            "E0599",
            "no method named `get_cloned` found for struct `model_std::sync::Mutex<T>` in the current scope",
            1,
            1,
        );
        assert_eq!(unknown_path(&said, "").as_deref(), Some("std::sync::Mutex::get_cloned"));
        let said = error(
            "E0599",
            "no function or associated item named `x` found for struct `Mutex<_>` in the current scope",
            1,
            1,
        );
        assert_eq!(
            unknown_path(&said, "use std::sync::{Arc, Mutex};").as_deref(),
            Some("std::sync::Mutex::x")
        );
    }

    #[test]
    fn one_gap_is_told_once_and_many_are_counted() {
        let import = error("E0432", "unresolved import `std::sync::RwLock`", 1, 5);
        assert_eq!(
            not_modelled(&[import.clone(), import], ""),
            "the model does not know `std::sync::RwLock` yet"
        );
        let many: Vec<_> = (0..6)
            .map(|n| error("E0432", &format!("unresolved import `std::a{n}`"), 1, 5))
            .collect();
        assert_eq!(
            not_modelled(&many, ""),
            "the model does not know `std::a0`, `std::a1`, `std::a2` and `std::a3` and 2 other names yet"
        );
    }

    #[test]
    fn any_other_error_is_the_models_fault_too() {
        let said = error("E0308", "mismatched types: expected `model_std::thread::Thread`", 7, 1);
        assert_eq!(
            not_modelled(&[said], ""),
            "the model cannot compile this answer: mismatched types: expected `std::thread::Thread` (line 7)"
        );
    }
}
