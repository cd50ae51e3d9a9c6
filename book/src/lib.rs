//! The course as a book: lessons and exercises → the sources of an [mdBook](https://rust-lang.github.io/mdBook/).
//!
//! It reads the course and never writes; no word of a lesson or an exercise stands here a second time. Solutions and right answers
//! are not read at all, and of checks no more is told than the sentence that students see. [`pictures`] alone runs anything: the
//! unsolved file, or else a wrong answer.

mod exercise;
pub mod markdown;
pub mod pictures;

use anyhow::{Context, Result, bail};
use checker::catalogue::{Catalogue, Exercise};
use markdown::{Guide, Target};
use pictures::Picture;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The first line of a book's settings: by it a folder is known as one that may be written anew.
pub const MARK: &str = "# Written by `cargo run -p book`: change the course, not this.\n";

/// One file of the sources, relative to the book's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// Pages behind the chapters: where they stand in the repository, and in the book.
const BEHIND: [(&str, &str); 7] = [
    ("docs/coming-from-rustlings.md", "coming-from-rustlings.md"),
    ("model/README.md", "model.md"),
    ("docs/running-a-class.md", "running-a-class.md"),
    ("deploy/README.md", "deploy.md"),
    ("CONTRIBUTING.md", "contributing.md"),
    ("ARCHITECTURE.md", "architecture.md"),
    ("CHANGELOG.md", "changelog.md"),
];

/// The sources of the book: settings, looks, table of contents, pages and pictures. `repository` is where the course can be
/// read on the web, for what is not in the book.
///
/// # Errors
/// When a file of the course cannot be read, or a link in one of its pages leads nowhere.
pub fn sources(
    catalogue: &Catalogue,
    pictures: &BTreeMap<String, Picture>,
    repository: Option<&str>,
) -> Result<Vec<File>> {
    let map = Map::new(catalogue, repository.map(|url| url.trim_end_matches('/')))?;
    let mut files = vec![
        File { path: "book.toml".into(), text: settings(repository) },
        File { path: "book.css".into(), text: include_str!("../book.css").into() },
    ];
    let mut summary = String::from("# Summary\n\n");
    let mut page = |path: &Path, text: String| files.push(File { path: source(path), text });

    let front = Path::new("README.md");
    page(&map.pages[front], map.text(front)?);
    let _ = writeln!(summary, "[{}](index.md)\n", map.title(front)?);
    for chapter in catalogue.chapters() {
        let lesson = PathBuf::from(format!("exercises/{chapter}/README.md"));
        let mut own = map.pages.keys().filter(|file| file.parent() == lesson.parent());
        page(&map.pages[&lesson], map.text(&lesson)?);
        let _ = writeln!(summary, "- {}", map.entry(&lesson)?);
        for exercise in catalogue.exercises().iter().filter(|exercise| exercise.dir == chapter) {
            let written = exercise::page(exercise, pictures.get(&exercise.name), &map)
                .with_context(|| exercise.start().display().to_string())?;
            let path = exercise::path(exercise);
            let _ = writeln!(summary, "  - [{}]({})", written.title, path.display());
            page(&path, written.text);
        }
        if let Some(other) = own.find(|file| **file != lesson) {
            page(&map.pages[other], map.text(other)?);
            let _ = writeln!(summary, "- {}", map.entry(other)?);
        }
    }
    let _ = writeln!(summary, "\n---\n");
    for (file, _) in BEHIND {
        let file = Path::new(file);
        page(&map.pages[file], map.text(file)?);
        let _ = writeln!(summary, "- {}", map.entry(file)?);
    }
    page(Path::new("SUMMARY.md"), summary);
    for (name, picture) in pictures {
        page(&exercise::picture_path(name), picture.svg.clone());
    }
    for asset in map.assets.take() {
        let text = map.read(&asset)?;
        page(&asset, text);
    }
    Ok(files)
}

fn source(page: &Path) -> PathBuf {
    Path::new("src").join(page)
}

fn settings(repository: Option<&str>) -> String {
    let repository =
        repository.map(|url| format!("git-repository-url = {url:?}\n")).unwrap_or_default();
    format!(
        "{MARK}[book]
title = \"Loomlings\"
description = \"Rust concurrency for Go developers: small files to repair, judged under every schedule\"
language = \"en\"

# Every link is resolved already, and a page shows what stands in the repository.
[build]
use-default-preprocessors = false

[output.html]
additional-css = [\"book.css\"]
no-section-label = true
smart-punctuation = false
admonitions = false
definition-lists = false
{repository}
[output.html.fold]
enable = true

[output.html.print]
enable = false

# Exercises are to be solved in an editor, beside the checker.
[output.html.playground]
runnable = false
"
    )
}

/// Which page stands for which file of the repository.
struct Map<'a> {
    root: &'a Path,
    repository: Option<&'a str>,
    /// By the file.
    pages: BTreeMap<PathBuf, PathBuf>,
    exercises: BTreeMap<&'a str, &'a Exercise>,
    /// Pictures of the repository that pages show.
    assets: RefCell<BTreeSet<PathBuf>>,
}

impl<'a> Map<'a> {
    fn new(catalogue: &'a Catalogue, repository: Option<&'a str>) -> Result<Map<'a>> {
        let mut pages = BTreeMap::from([(PathBuf::from("README.md"), PathBuf::from("index.md"))]);
        pages.extend(BEHIND.map(|(file, page)| (file.into(), page.into())));
        for chapter in catalogue.chapters() {
            let folder = Path::new("exercises").join(chapter);
            let entries = fs::read_dir(catalogue.root().join(&folder))
                .with_context(|| format!("cannot read {}", folder.display()))?;
            for entry in entries {
                let name = entry?.file_name();
                let page = match name.to_str() {
                    Some("README.md") => Path::new(chapter).join("index.md"),
                    Some(name) if name.ends_with(".md") => Path::new(chapter).join(name),
                    _ => continue,
                };
                pages.insert(folder.join(name), page);
            }
        }
        let exercises = catalogue.exercises().iter().map(|exercise| (&*exercise.name, exercise));
        Ok(Map {
            root: catalogue.root(),
            repository,
            pages,
            exercises: exercises.collect(),
            assets: RefCell::default(),
        })
    }

    fn read(&self, file: &Path) -> Result<String> {
        fs::read_to_string(self.root.join(file))
            .with_context(|| format!("cannot read {}", file.display()))
    }

    /// A file's text, for its page.
    fn text(&self, file: &Path) -> Result<String> {
        let page = &self.pages[file];
        self.rewrite(&self.read(file)?, file, page).with_context(|| file.display().to_string())
    }

    /// A text that stands in `file`, for `page`.
    fn rewrite(&self, text: &str, file: &Path, page: &Path) -> Result<String> {
        markdown::rewrite(text, &From { map: self, file, page })
    }

    /// What a file calls itself.
    fn title(&self, file: &Path) -> Result<String> {
        let text = self.read(file)?;
        let title = text.lines().find_map(|line| line.strip_prefix("# "));
        title.map(str::to_string).with_context(|| format!("{} has no title", file.display()))
    }

    /// Its line in the table of contents.
    fn entry(&self, file: &Path) -> Result<String> {
        Ok(format!("[{}]({})", self.title(file)?, self.pages[file].display()))
    }

    /// Where a file can be read on the web.
    fn on_the_web(&self, file: &Path) -> Option<String> {
        self.repository.map(|url| format!("{url}/blob/HEAD/{}", file.display()))
    }
}

/// Links as they are written in one file, and as they lead from one page.
struct From<'a> {
    map: &'a Map<'a>,
    file: &'a Path,
    page: &'a Path,
}

impl Guide for From<'_> {
    fn link(&self, written: &str) -> Result<Target> {
        if written.contains("://") || written.starts_with('#') || written.starts_with("mailto:") {
            return Ok(Target::To(written.to_string()));
        }
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, format!("#{anchor}")),
            None => (written, String::new()),
        };
        let file = joined(self.file.parent().unwrap_or(Path::new("")), path)
            .with_context(|| format!("{written} leads out of the course"))?;
        if !self.map.root.join(&file).exists() {
            bail!("{written} leads nowhere: there is no {}", file.display());
        }
        let page = [file.clone(), file.join("README.md")]
            .iter()
            .find_map(|file| self.map.pages.get(file).cloned())
            .or_else(|| self.exercise_of(&file).map(exercise::path));
        if let Some(page) = page {
            return Ok(Target::To(relative(self.page, &page) + &anchor));
        }
        if file.extension().is_some_and(|ending| ending == "svg") {
            self.map.assets.borrow_mut().insert(file.clone());
            return Ok(Target::To(relative(self.page, &file)));
        }
        Ok(self.map.on_the_web(&file).map_or(Target::Nowhere, |url| Target::To(url + &anchor)))
    }

    fn exercise(&self, name: &str) -> Option<String> {
        let page = exercise::path(self.map.exercises.get(name)?);
        // A page needs no link to itself.
        (page != self.page).then(|| relative(self.page, &page))
    }
}

impl From<'_> {
    /// The exercise that the learner's file, or its Go counterpart, belongs to.
    fn exercise_of(&self, file: &Path) -> Option<&Exercise> {
        let exercise = self.map.exercises.get(file.file_stem()?.to_str()?)?;
        [exercise.path(), exercise.go()].contains(&file.to_path_buf()).then_some(*exercise)
    }
}

/// A relative path as seen from a folder of the course; nothing if it leads out of it.
fn joined(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut joined = folder.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => joined.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !joined.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(joined)
}

/// How to get from one page to another file of the book.
fn relative(page: &Path, to: &Path) -> String {
    let folder = page.parent().unwrap_or(Path::new(""));
    let common = folder.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_string());
    let down = to.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into());
    up.chain(down).collect::<Vec<String>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_only_as_far_as_it_must() {
        let way = |page: &str, to: &str| relative(Path::new(page), Path::new(to));
        assert_eq!(way("index.md", "04_mutex/index.md"), "04_mutex/index.md");
        assert_eq!(way("04_mutex/gate.md", "04_mutex/index.md"), "index.md");
        assert_eq!(way("04_mutex/gate.md", "pictures/gate.svg"), "../pictures/gate.svg");
        assert_eq!(way("a/b/c.md", "a/d/e.md"), "../d/e.md");
    }

    #[test]
    fn nothing_outside_of_the_course_is_reached() {
        assert_eq!(joined(Path::new("docs"), "../deploy/./x.md"), Some("deploy/x.md".into()));
        assert_eq!(joined(Path::new("docs"), "../../x.md"), None);
        assert_eq!(joined(Path::new("docs"), "/etc/passwd"), None);
    }
}
