//! `cargo run -p book -- OUT`: writes the sources of the book; `mdbook build OUT` makes pages of them.

use anyhow::{Context, Result, bail};
use book::{File, MARK, pictures, sources};
use checker::catalogue::Catalogue;
use checker::process::Cancel;
use checker::runner::Runner;
use checker::store::Verdicts;
use checker::toolchain::Toolchain;
use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Writes the course as the sources of an mdBook, with pictures of bad schedules from real runs.
#[derive(Debug, Parser)]
#[command(name = "book")]
struct Cli {
    /// The folder to write; one that a book was written to before is written anew.
    out: PathBuf,
    /// Where the course can be read on the web, such as https://github.com/OWNER/NAME: for links to what is not in the book.
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
    /// Leave the pictures out: nothing is run.
    #[arg(long)]
    no_pictures: bool,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<()> {
    let here = std::env::current_dir().context("cannot tell where this is run")?;
    let root = Catalogue::find_root(&here)?;
    let catalogue = Catalogue::load(&root)?;
    may_be_written(&cli.out)?;
    let pictures = if cli.no_pictures { Default::default() } else { drawn(&catalogue)? };
    let files = sources(&catalogue, &pictures, cli.repository.as_deref())?;
    write(&cli.out, &files)?;
    let pages = files.iter().filter(|file| file.path.extension() == Some("md".as_ref())).count();
    println!(
        "{} pages, {} pictures; now: mdbook build {}",
        pages - 1,
        pictures.len(),
        cli.out.display()
    );
    Ok(())
}

fn drawn(catalogue: &Catalogue) -> Result<std::collections::BTreeMap<String, pictures::Picture>> {
    let root = catalogue.root();
    let toolchain = Toolchain::prepare(root, &mut |_| {})?;
    let verdicts = Verdicts::open(&root.join("target/loomlings/verdicts")).ok();
    let runner = Runner {
        root: root.to_path_buf(),
        toolchain,
        verdicts,
        incremental: false,
        untrusted: None,
    };
    let cancel = Cancel::new().context("cannot make a way to cancel a check")?;
    let mut signals = checker::watch::ending_signals()?;
    let handle = cancel.clone();
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            handle.cancel();
        }
    });
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let total = catalogue.exercises().len();
    let mut seen = 0;
    let mut done = |name: &str, found: bool| {
        seen += 1;
        let word = if found { "a picture" } else { "no bad schedule to show" };
        eprintln!("{seen}/{total} {name}: {word}");
    };
    pictures::pictures(catalogue, &runner, jobs, &cancel, &mut done)
}

/// Only a new folder, an empty one, or an older book: nothing of somebody's own is taken away.
fn may_be_written(out: &Path) -> Result<()> {
    let empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", out.display())),
    };
    let ours = || {
        fs::read_to_string(out.join("book.toml")).is_ok_and(|settings| settings.starts_with(MARK))
    };
    if empty || ours() {
        return Ok(());
    }
    bail!("{} is not empty, and is not a book of this course; name another folder", out.display())
}

fn write(out: &Path, files: &[File]) -> Result<()> {
    let old = out.join("src");
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| format!("cannot take {} away", old.display()))?;
    }
    for file in files {
        let path = out.join(&file.path);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        fs::write(&path, &file.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
