//! The page of one exercise: its task, its unsolved file beside the Go counterpart, a bad schedule, what is asked, hints.
//!
//! It reads the unsolved file and never a solution: what is not on the page cannot be given away.

use crate::markdown::SIDE;
use crate::pictures::{Picture, Whose};
use crate::{Map, relative};
use anyhow::{Context, Result};
use checker::catalogue::{CaseKind, Check, Exercise};
use checker::event::{Stage, Visibility};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The page, and what it is called.
pub struct Page {
    /// What the exercise calls itself.
    pub title: String,
    /// Markdown.
    pub text: String,
}

/// Where the page of an exercise goes.
pub fn path(exercise: &Exercise) -> PathBuf {
    Path::new(&exercise.dir).join(&exercise.name).with_extension("md")
}

/// Where its picture goes.
pub fn picture_path(name: &str) -> PathBuf {
    Path::new("pictures").join(name).with_extension("svg")
}

/// Writes the page.
pub fn page(exercise: &Exercise, picture: Option<&Picture>, map: &Map<'_>) -> Result<Page> {
    let (file, page) = (exercise.path(), path(exercise));
    let rewrite = |text: &str| map.rewrite(text, &file, &page);
    let start = map.read(&exercise.start())?;
    let (title, task, code) = apart(&start).context("it does not begin with `//! # A title`")?;
    let name = &exercise.name;
    let mut out = format!("# {title}\n\n");
    let lesson = format!("exercises/{}/README.md", exercise.dir);
    let lesson = map.title(Path::new(&lesson))?;
    let _ = writeln!(
        out,
        "[{lesson}](index.md) · `{name}` · {} · {} points · about {} minutes\n",
        exercise.track.name(),
        exercise.points,
        exercise.minutes
    );
    let shown = format!("`{}`", file.display());
    let shown = match map.on_the_web(&file) {
        Some(url) => format!("[{shown}]({url})"),
        None => shown,
    };
    let _ = writeln!(
        out,
        "Open {shown} in your editor, and beside it:\n\n```sh\ncargo run -p checker -- watch {name}\n```\n"
    );
    let _ = writeln!(out, "{}\n", rewrite(task.trim())?);

    let (begin, middle, end) = SIDE;
    let go = map.read(&exercise.go())?;
    let _ = writeln!(
        out,
        "## Rust and Go, side by side\n\n{begin}The unsolved `{name}.rs`\n\n{}{middle}What a Go developer would write: `{name}.go`\n\n{}{end}",
        fenced("rust", code),
        fenced("go", &go)
    );

    if let Some(picture) = picture {
        schedule(&mut out, name, picture, &page);
    }
    asked(&mut out, exercise)?;

    out.push_str("## Hints\n\n");
    for (hint, what) in exercise.hints.iter().zip(["a question", "the place to look", "the shape"])
    {
        let hint = rewrite(hint)?;
        let _ = writeln!(
            out,
            "<details>\n<summary>{}</summary>\n\n{hint}\n\n</details>\n",
            capital(what)
        );
    }
    let _ = writeln!(
        out,
        "When it is solved: [the question at the end of the lesson](index.md#to-think-about)."
    );
    Ok(Page { title: title.to_string(), text: out })
}

fn schedule(out: &mut String, name: &str, picture: &Picture, page: &Path) {
    let image = relative(page, &picture_path(name));
    let drawing = format!(
        "<figure class=\"schedule\">\n<img src=\"{image}\" alt=\"{}\">\n<figcaption>Found and drawn by the model. Broken is: {}</figcaption>\n</figure>\n",
        attribute(&picture.says),
        attribute(&picture.breaks)
    );
    out.push_str("## A schedule that goes wrong\n\n");
    match &picture.whose {
        Whose::Unsolved => {
            let _ = writeln!(out, "The unsolved file, step by step.\n\n{drawing}");
        }
        // It shows lines of an attempt: not to be seen by whoever has not tried.
        Whose::Wrong { says } => {
            let _ = writeln!(
                out,
                "<details>\n<summary>Of a wrong answer; it shows a few lines of an attempt</summary>\n\n{says}\n\n{drawing}\n</details>\n"
            );
        }
    }
}

/// What the four stages ask, in the words of the checklist; of a check that students see less of, no more than they do.
fn asked(out: &mut String, exercise: &Exercise) -> Result<()> {
    let stages = exercise.stages()?;
    let mut rows: Vec<(Stage, String)> = Vec::new();
    if stages.contains(&Stage::Test) {
        rows.extend(told(exercise.test_checks()?).map(|says| (Stage::Test, says)));
    }
    for kind in [CaseKind::CompileFail, CaseKind::CompilePass] {
        let cases = exercise.read_cases(kind)?.into_iter().map(|case| {
            let must = if case.must_fail { "Refused" } else { "Allowed" };
            (Stage::CompileFail, format!("{must}: {}", case.says))
        });
        rows.extend(cases);
    }
    if stages.contains(&Stage::Model) {
        rows.extend(told(exercise.model_checks()?).map(|says| (Stage::Model, says)));
    }
    out.push_str("## What is asked\n\n| stage | |\n|---|---|\n| `build` | It compiles. |\n");
    for (stage, says) in rows {
        let _ = writeln!(out, "| `{stage}` | {} |", says.replace('|', "\\|"));
    }
    out.push('\n');
    if !exercise.parts.is_empty() {
        out.push_str("| part | points |\n|---|---|\n");
        for part in &exercise.parts {
            let _ = writeln!(out, "| {} | {} |", part.title.replace('|', "\\|"), part.points);
        }
        out.push('\n');
    }
    Ok(())
}

/// What anybody may read of checks.
fn told(checks: Vec<Check>) -> impl Iterator<Item = String> {
    checks.into_iter().filter_map(|check| match check.visibility.unwrap_or_default() {
        Visibility::Shown => Some(check.says),
        Visibility::NameOnly => Some(format!("`{}`", check.name)),
        Visibility::Hidden => None,
    })
}

/// The unsolved file's title, task and code.
fn apart(start: &str) -> Option<(&str, String, &str)> {
    let mut task = String::new();
    let mut end = 0;
    for line in start.split_inclusive('\n') {
        let Some(comment) = line.strip_prefix("//!") else { break };
        task.push_str(comment.strip_prefix(' ').unwrap_or(comment));
        end += line.len();
    }
    let title = start.lines().next()?.strip_prefix("//! # ")?;
    let task = task.split_once('\n').map_or(String::new(), |(_, task)| task.to_string());
    Some((title, task, start[end..].trim()))
}

/// Code between fences longer than any inside of it.
fn fenced(language: &str, code: &str) -> String {
    let mut fence = "```".to_string();
    while code.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{}\n{fence}", code.trim_end())
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use checker::catalogue::Form;

    #[test]
    fn a_file_is_taken_apart_at_the_end_of_its_first_comment() {
        let (title, task, code) = apart(
            "//! # A title\n//!\n//! A task:\n//!\n//! - one\n\nuse std::fmt;\n\n//! not this\n",
        )
        .expect("a title");
        assert_eq!((title, &*task), ("A title", "\nA task:\n\n- one\n"));
        assert_eq!(code, "use std::fmt;\n\n//! not this");
        assert!(apart("use std::fmt;").is_none());
    }

    #[test]
    fn a_check_that_is_not_shown_is_not_told() {
        let check = |name: &str, visibility| Check {
            name: name.into(),
            says: format!("Says {name}."),
            doc: String::new(),
            form: Form::Assert,
            deadline: None,
            bound: None,
            max_executions: None,
            visibility,
            line: 1,
        };
        let all = vec![
            check("one", None),
            check("two", Some(Visibility::Shown)),
            check("three", Some(Visibility::NameOnly)),
            check("four", Some(Visibility::Hidden)),
        ];
        assert_eq!(told(all).collect::<Vec<_>>(), ["Says one.", "Says two.", "`three`"]);
    }

    #[test]
    fn a_fence_is_longer_than_those_in_the_code() {
        assert_eq!(
            fenced("rust", "/// ```\n/// x\n/// ```\n"),
            "````rust\n/// ```\n/// x\n/// ```\n````"
        );
    }
}
