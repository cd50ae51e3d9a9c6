//! What the documents tell people to type can be typed, and what they point at is there.
//!
//! Nothing is run here: a command is parsed with the checker's own command line, and the names and files in it are looked up.

use checker::catalogue::Catalogue;
use checker::cli::{Cli, Command, Dev};
use checker::watch::KEYS;
use clap::{CommandFactory, Parser};
use course_tests::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document, relative to the course.
struct Document {
    path: PathBuf,
    text: String,
}

fn documents() -> Vec<Document> {
    let mut paths: Vec<PathBuf> = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "model/README.md",
        "checker/src/dev/pack/README.md",
    ]
    .map(PathBuf::from)
    .into();
    for folder in ["docs", "deploy"] {
        paths.extend(markdown(Path::new(folder)));
    }
    for chapter in fs::read_dir(root().join("exercises")).expect("the exercises").flatten() {
        paths.extend(markdown(&Path::new("exercises").join(chapter.file_name())));
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(root().join(&path));
        Document { text: text.unwrap_or_else(|error| panic!("{}: {error}", path.display())), path }
    };
    paths.into_iter().map(read).collect()
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| folder.join(entry.file_name()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    found.sort();
    found
}

/// A line of a code block, or a piece of code in the text.
struct Code {
    line: usize,
    text: String,
    in_block: bool,
}

impl Document {
    fn code(&self) -> Vec<Code> {
        let mut found = Vec::new();
        let mut fence: Option<String> = None;
        for (nth, line) in self.text.lines().enumerate() {
            let ticks: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
            match &fence {
                Some(open) if ticks.len() >= open.len() => fence = None,
                Some(_) => {
                    found.push(Code { line: nth + 1, text: line.trim().into(), in_block: true });
                }
                None if ticks.len() >= 3 => fence = Some(ticks),
                None => {
                    let pieces = line.split('`').skip(1).step_by(2);
                    found.extend(pieces.map(|piece| Code {
                        line: nth + 1,
                        text: piece.replace("\\|", "|"),
                        in_block: false,
                    }));
                }
            }
        }
        found
    }

    /// The relative links of the text, with their lines.
    fn links(&self) -> Vec<(usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines
            .flat_map(|(nth, line)| {
                let targets = line.split("](").skip(1);
                targets.filter_map(move |rest| Some((nth + 1, rest.split_once(')')?.0)))
            })
            .filter(|(_, to)| !to.contains("://"))
            .collect()
    }
}

/// The words after `checker`, where a piece of code is such a command.
fn asked(code: &str) -> Option<Vec<&str>> {
    // What follows a pipe, a comment or another command is not the checker's.
    let code = code.split(['#', ';', '&', '>']).next().unwrap_or_default();
    let mut words = code.split_whitespace().skip_while(|word| word.contains('=')).peekable();
    match words.next()? {
        "checker" | "target/debug/checker" => {}
        "cargo" => {
            let words: Vec<&str> = words.collect();
            let end = words.iter().position(|word| *word == "--")?;
            let ours = words[..end].windows(2).any(|pair| pair == ["-p", "checker"]);
            return (words[0] == "run" && ours).then(|| words[end + 1..].to_vec());
        }
        _ => return None,
    }
    Some(words.collect())
}

/// A place that the reader fills in: NAME, `FILE.html`, `…`.
fn placeholder(word: &str) -> bool {
    let stem = word.split(['.', '/']).next().unwrap_or_default();
    word == "…"
        || word.contains(['[', ']', '…', '*', '$', '"', '<'])
        || (stem.len() > 1 && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

/// What is wrong with a command.
fn wrong_with(words: &[&str], catalogue: &Catalogue, new: &BTreeSet<String>) -> Option<String> {
    let cli = match Cli::try_parse_from(std::iter::once(&"checker").chain(words)) {
        Ok(cli) => cli,
        Err(error) => return Some(error.to_string().lines().next().unwrap_or("?").to_string()),
    };
    let mut names: Vec<&str> = Vec::new();
    let mut files: Vec<&Path> = Vec::new();
    match &cli.command {
        Command::Watch(asked) => names.extend(asked.exercise.as_deref()),
        Command::Run(asked) => {
            names.extend(asked.exercise.as_deref());
            files.extend(asked.file.as_deref());
            files.extend(asked.schedule.as_deref().and_then(Path::parent));
        }
        Command::Hint(asked) => names.extend(asked.exercise.as_deref()),
        Command::Reset(asked) => names.push(&asked.exercise),
        Command::Show(asked) => names.push(&asked.exercise),
        Command::Grade(asked) => names.extend(asked.only.iter().map(String::as_str)),
        Command::Dev(Dev::Check(asked)) => names.extend(asked.exercises.iter().map(String::as_str)),
        Command::Dev(Dev::New { exercise }) => {
            let chapter = exercise.split('/').next().unwrap_or_default();
            files.push(Path::new("exercises"));
            if !placeholder(chapter) && !catalogue.chapters().contains(&chapter) {
                return Some(format!("there is no chapter {chapter}"));
            }
        }
        _ => {}
    }
    let unknown = names
        .into_iter()
        .filter(|name| !placeholder(name) && !new.contains(*name))
        .find_map(|name| catalogue.find(name).err());
    if let Some(unknown) = unknown {
        return Some(unknown.to_string());
    }
    let missing = files
        .into_iter()
        .filter(|file| !placeholder(&file.to_string_lossy()))
        .find(|file| !root().join(file).exists());
    missing.map(|file| format!("there is no {}", file.display()))
}

#[test]
fn every_documented_command_is_one_that_the_checker_understands() {
    let catalogue = Catalogue::load(&root()).unwrap_or_else(|error| panic!("{error}"));
    let (mut tried, mut wrong) = (0, Vec::new());
    for document in documents() {
        let code = document.code();
        // An exercise that the document itself tells the reader to create.
        let created = code.iter().filter_map(|code| asked(&code.text)).filter_map(|words| {
            let ["dev", "new", name] = words[..] else { return None };
            Some(name.split('/').next_back()?.to_string())
        });
        let new: BTreeSet<String> = created.collect();
        for code in &code {
            let Some(words) = asked(&code.text) else { continue };
            // `checker` alone, `checker COMMAND`, and usage with brackets are no commands; a block has nothing but commands.
            let usage = words.first().is_none_or(|word| placeholder(word))
                || words.iter().any(|word| word.contains(['[', '…', '|']));
            if usage && !code.in_block {
                continue;
            }
            tried += 1;
            // In the text a command may be named without what it needs: `checker grade`.
            if !code.in_block && names_a_command(&words) {
                continue;
            }
            if let Some(why) = wrong_with(&words, &catalogue, &new) {
                let path = document.path.display();
                wrong.push(format!("{path}:{}: {}\n    {why}", code.line, code.text));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried >= 12, "only {tried} commands were found: are they looked for where they are?");
}

/// Nothing but the names of a command: `dev new`.
fn names_a_command(words: &[&str]) -> bool {
    let cli = Cli::command();
    let mut command = Some(&cli);
    for word in words {
        command = command.and_then(|command| command.find_subcommand(word));
    }
    command.is_some()
}

#[test]
fn a_command_that_is_misspelt_would_be_noticed() {
    let catalogue = Catalogue::load(&root()).unwrap_or_else(|error| panic!("{error}"));
    let new = BTreeSet::from(["mine".to_string()]);
    let tried = |code: &str| wrong_with(&asked(code).expect("a command"), &catalogue, &new);
    for right in [
        "cargo run -p checker -- watch gate",
        "cargo run --locked -q -p checker -- check-all --solutions",
        "checker run gate --file tests/07_condvar/gate/start.rs",
        "checker dev check mine   # a comment",
        "checker run NAME --schedule FILE.html",
    ] {
        assert_eq!(tried(right), None, "{right}");
    }
    for wrong in [
        "cargo run -p checker -- wach",
        "checker run gaet",
        "checker run gate --fiel x.rs",
        "checker run gate --file tests/07_condvar/gate/no.rs",
        "checker run gate --schedule no/such/folder/x.svg",
        "checker dev new 99_nowhere/mine",
    ] {
        assert!(tried(wrong).is_some(), "{wrong}");
    }
    assert_eq!(asked("cargo test -p course-tests -- x"), None);
}

/// The table of commands in the README says of each command which options it has: all of them, and no other.
#[test]
fn the_readme_names_every_command_and_every_option() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    let (_, table) = readme.split_once("## Commands").expect("a chapter about commands");
    let rows = table.lines().skip_while(|line| !line.starts_with('|'));
    let rows: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
    let mut cli = Cli::command();
    cli.build();
    let mut wrong = Vec::new();
    let mut compare = |name: &str, command: &clap::Command| {
        let begins = |row: &&&str| {
            row.split('`').skip(1).step_by(2).any(|code| {
                code.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        let Some(row) = rows.iter().find(begins) else {
            wrong.push(format!("no row for `{name}`"));
            return;
        };
        // One row may have several commands: what belongs to this one stands in the piece that begins with its name.
        let said: BTreeSet<String> = match name.starts_with("dev ") {
            true => {
                let piece = row.split('`').find(|code| code.starts_with(name)).unwrap_or_default();
                options(piece)
            }
            false => options(row),
        };
        let there: BTreeSet<String> = command
            .get_arguments()
            .filter(|arg| !arg.is_hide_set() && !arg.is_global_set())
            .filter_map(|arg| arg.get_long())
            .filter(|long| !matches!(*long, "help" | "version"))
            .map(|long| format!("--{long}"))
            .collect();
        for option in there.difference(&said) {
            wrong.push(format!("`{name}` has {option}, and its row does not say so"));
        }
        for option in said.difference(&there) {
            wrong.push(format!("`{name}` has no {option}, and its row says so"));
        }
    };
    let shown = |command: &&clap::Command| !command.is_hide_set() && command.get_name() != "help";
    for command in cli.get_subcommands().filter(shown) {
        match command.get_name() {
            "dev" => {
                for command in command.get_subcommands().filter(shown) {
                    compare(&format!("dev {}", command.get_name()), command);
                }
            }
            name => compare(name, command),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every `--option` in a text.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.starts_with("--") && word.len() > 3).map(str::to_string).collect()
}

#[test]
fn every_relative_link_leads_to_a_file() {
    let mut dead = Vec::new();
    for document in documents() {
        // The README of a pack becomes the one at its top.
        let packed = document.path.starts_with("checker/src/dev/pack");
        let folder = document.path.parent().filter(|_| !packed).unwrap_or(Path::new(""));
        for (line, to) in document.links() {
            let file = to.split('#').next().unwrap_or_default();
            if !file.is_empty() && !root().join(folder).join(file).exists() {
                dead.push(format!("{}:{line}: {to}", document.path.display()));
            }
        }
    }
    assert!(dead.is_empty(), "\n{}", dead.join("\n"));
}

/// `docs/x.md`, `model/selftest/answers`: whatever looks like a place in the course is one.
#[test]
fn every_place_in_the_course_that_is_named_is_there() {
    let tops: Vec<String> = fs::read_dir(root())
        .expect("the course")
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "target" && !name.starts_with('.'))
        .collect();
    let (mut seen, mut gone) = (0, Vec::new());
    for document in documents() {
        for code in document.code().iter().filter(|code| !code.in_block) {
            for word in code.text.split_whitespace() {
                let word = word.split(['#', ':']).next().unwrap_or_default();
                let Some((top, rest)) = word.split_once('/') else { continue };
                if !tops.iter().any(|known| known == top) || rest.split('/').any(placeholder) {
                    continue;
                }
                seen += 1;
                if !root().join(word).exists() && !root().join("checker/src").join(word).exists() {
                    gone.push(format!("{}:{}: {word}", document.path.display(), code.line));
                }
            }
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
    assert!(seen >= 15, "only {seen} places were found");
}

/// `-p NAME` and `--test NAME` of every other cargo command.
#[test]
fn every_package_and_test_that_a_cargo_command_names_is_there() {
    let manifests = ["", "book", "checker", "tests"].map(|folder| root().join(folder));
    let inside = fs::read_dir(root().join("model")).expect("the model").flatten();
    let mut names = BTreeSet::new();
    for folder in manifests.into_iter().chain(inside.map(|entry| entry.path())) {
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let named = text.lines().filter_map(|line| line.strip_prefix("name = "));
        names.extend(named.map(|name| name.trim_matches('"').to_string()));
    }
    // Cargo finds these by their files.
    for folder in ["book/tests", "checker/tests", "checker/benches"] {
        for entry in fs::read_dir(root().join(folder)).into_iter().flatten().flatten() {
            let stem = entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned());
            names.extend(stem);
        }
    }
    for document in documents() {
        for code in document.code() {
            let words: Vec<&str> =
                code.text.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
            if !words.contains(&"cargo") {
                continue;
            }
            for pair in words.windows(2) {
                if matches!(pair[0], "-p" | "--test" | "--bench") && !placeholder(pair[1]) {
                    let (path, line) = (document.path.display(), code.line);
                    assert!(names.contains(pair[1]), "{path}:{line}: there is no {}", pair[1]);
                }
            }
        }
    }
}

#[test]
fn the_keys_told_to_rustlings_users_are_those_of_watch() {
    let page = fs::read_to_string(root().join("docs/coming-from-rustlings.md")).expect("the page");
    let mut told: Vec<(String, String)> = Vec::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", key, word, _, ""] = cells[..]
            && let Some(key) = key.strip_prefix('`').and_then(|key| key.strip_suffix('`'))
            && key.chars().count() == 1
        {
            told.push((key.to_string(), word.to_string()));
        }
    }
    let mut keys: Vec<(String, String)> =
        KEYS.iter().map(|(key, word)| (key.to_string(), word.to_string())).collect();
    told.sort();
    keys.sort();
    assert_eq!(told, keys);
}

/// The table of chapters in the README counts the exercises, and each lesson lists those of its chapter in their order.
#[test]
fn the_readme_and_the_lessons_know_which_exercises_there_are() {
    let catalogue = Catalogue::load(&root()).unwrap_or_else(|error| panic!("{error}"));
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    for chapter in catalogue.chapters() {
        let own: Vec<&str> = catalogue
            .exercises()
            .iter()
            .filter(|exercise| exercise.dir == chapter)
            .map(|exercise| exercise.name.as_str())
            .collect();
        let row = readme.lines().find(|line| line.starts_with(&format!("| [{chapter}](")));
        let row = row.unwrap_or_else(|| panic!("the README does not name {chapter}"));
        assert!(row.ends_with(&format!("| {} |", own.len())), "{} exercises: {row}", own.len());
        let lesson = root().join(format!("exercises/{chapter}/README.md"));
        let lesson = fs::read_to_string(lesson).expect("a lesson");
        // Two lessons tell of their exercises in their own words.
        let Some((_, listed)) = lesson.split_once("Exercises, in this order:") else {
            for name in own {
                assert!(lesson.contains(&format!("`{name}")), "{chapter} does not name {name}");
            }
            continue;
        };
        let listed = listed.split_once("`.").map_or(listed, |(listed, _)| listed);
        let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, own, "{chapter}");
    }
}
