//! The command line: what may be typed.
//!
//! Definitions only. It may not run anything, and it reads neither the course nor the terminal: whether an exercise of
//! that name exists is found out later.

use crate::commands::show::Part;
use crate::event::Stage;
use crate::grade::shard::Shard;
use crate::process::Level;
use crate::runner::COMPILE_SECONDS;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Checks answers to concurrency exercises: does it compile, does it work on real threads, does the compiler reject the
/// misuse, and is it right under every schedule?
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "checker", version, propagate_version = true, after_help = EXIT_STATUS)]
pub struct Cli {
    /// When to use colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
EXERCISE is a name, CHAPTER/NAME, or the path of a file of the exercise.

Exit status: 0 solved, or all is as it should be; 1 not solved; 2 wrong usage; 3 the checker itself failed.";

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Also into a pipe.
    Always,
    /// Not at all.
    Never,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// How the results of all exercises are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AllFormat {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
    /// JUnit XML.
    Junit,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Check the current exercise on every save.
    Watch(Watch),
    /// Check one answer once.
    Run(Run),
    /// Check every exercise.
    CheckAll(CheckAll),
    /// List the exercises and how far you are.
    List(List),
    /// Show a hint.
    Hint(Hint),
    /// Bring the unsolved file back; your text is kept as a backup.
    Reset(Reset),
    /// Show what belongs to an exercise.
    Show(Show),
    /// Find out what is missing on this machine.
    Doctor,
    /// Grade a class: a folder with a folder or an archive for each student.
    Grade(Grade),
    /// Put the parts of a class together that were graded on several machines.
    Merge(Merge),
    /// Write the results of a class as pages and tables, for grade books and for other graders.
    Report(Report),
    /// The author's tools.
    #[command(subcommand)]
    Dev(Dev),
}

/// `watch`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Watch {
    /// The exercise to begin with; without it, the first one that is not solved.
    pub exercise: Option<String>,
    /// Print lines instead of drawing a screen.
    #[arg(long)]
    pub plain: bool,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `run`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Run {
    /// The exercise; without it, the first one that is not solved.
    pub exercise: Option<String>,
    /// Check this file instead of yours.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Ask only this question (and whether it compiles).
    #[arg(long, value_name = "STAGE", value_parser = stage())]
    pub stage: Option<Stage>,
    /// Write the bad schedule to this file, too: a page (.html) or a picture (.svg).
    #[arg(long, value_name = "FILE", value_parser = page())]
    pub schedule: Option<PathBuf>,
    /// Ask the checks of this overlay, too.
    #[arg(long, value_name = "DIR")]
    pub overlay: Option<PathBuf>,
    /// Show every step of the bad schedule.
    #[arg(long)]
    pub unfold: bool,
    /// Print sentences instead of drawing: for a screen reader.
    #[arg(long)]
    pub plain: bool,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `check-all`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CheckAll {
    /// Check the reference answers instead of yours.
    #[arg(long)]
    pub solutions: bool,
    /// How many exercises are checked at a time; without it, as many as there are processors.
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t = AllFormat::Human)]
    pub format: AllFormat,
}

/// `list`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct List {
    /// How the list is printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `hint`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Hint {
    /// The exercise; without it, the first one that is not solved.
    pub exercise: Option<String>,
    /// 1 a question, 2 the place to look, 3 the shape; without it, the next one.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub level: Option<u8>,
}

/// `reset`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Reset {
    /// The exercise.
    pub exercise: String,
}

/// `show`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Show {
    /// The exercise.
    pub exercise: String,
    /// What to show.
    #[arg(value_enum)]
    pub part: Part,
}

/// `grade`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Grade {
    /// A folder with a folder, a .zip or a .tar.gz for each student, or one student's checkout.
    pub submissions: PathBuf,
    /// Where results go. A folder with results of an earlier run is gone on with: only what is new is judged.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// How many answers are judged at a time; without it, as many as there are processors.
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Do only this part, such as 1/4. Without it, the variables of Slurm arrays, Kubernetes Indexed Jobs and CI say which.
    #[arg(long, value_name = "I/N", value_parser = Shard::parse)]
    pub shard: Option<Shard>,
    /// Run nothing unless answers can be kept apart this far: L1 limits, L2 Landlock and seccomp, L3 namespaces besides.
    #[arg(long, value_name = "LEVEL", value_parser = level())]
    pub require_isolation: Option<Level>,
    /// Keep answers apart no further than this: for comparisons.
    #[arg(long, value_name = "LEVEL", value_parser = level(), hide = true)]
    pub isolation: Option<Level>,
    /// Seconds of processor time (not of waiting) that one compilation may use: more for a slow machine.
    #[arg(long, value_name = "N", default_value_t = COMPILE_SECONDS, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub compile_seconds: u64,
    /// A CSV file with a column `student`: whoever is on it and handed nothing in gets results, too.
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// Grade only this exercise; may be given several times.
    #[arg(long, value_name = "EXERCISE")]
    pub only: Vec<String>,
    /// A folder of your own with checks and seeds that nobody else has: tests/CHAPTER/NAME/test.rs, model.rs, and overlay.toml.
    #[arg(long, value_name = "DIR")]
    pub overlay: Option<PathBuf>,
}

/// `merge`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Merge {
    /// The parts: files called shard-I-of-N.jsonl, or folders with such files.
    #[arg(value_name = "PART", required = true)]
    pub parts: Vec<PathBuf>,
    /// Where results go.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `report`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Report {
    /// The folder that `grade` or `merge` wrote results into; reports go there, too.
    pub results: PathBuf,
    /// A CSV file with a column `student`; names, groups, times and excuses are taken from it.
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// A TOML file that says what lateness costs.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// A TOML file with a teacher's decisions; without it, overrides.toml beside the results, if there is one.
    #[arg(long, value_name = "FILE")]
    pub overrides: Option<PathBuf>,
    /// Tell whose result is another one than in this folder.
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// Call students by names that tell nobody who they are.
    #[arg(long)]
    pub pseudonyms: bool,
}

/// The author's tools.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Dev {
    /// Create all files of a new exercise.
    New {
        /// Where it goes and what it is called.
        #[arg(value_name = "CHAPTER/NAME")]
        exercise: String,
    },
    /// Prove that checks tell right from wrong.
    Check(DevCheck),
    /// Write the course as students get it: without reference answers, wrong answers and hidden checks.
    Pack(Pack),
    /// Write the manifests that are generated from info.toml.
    #[command(hide = true)]
    Sync,
}

/// `dev pack`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Pack {
    /// A folder that does not exist yet, or an empty one.
    #[arg(long, value_name = "OUT")]
    pub students: PathBuf,
    /// Put the sources of all crates into it, for machines without a network.
    #[arg(long)]
    pub offline: bool,
}

/// `dev check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DevCheck {
    /// The exercises; without any, all.
    #[arg(value_name = "EXERCISE")]
    pub exercises: Vec<String>,
    /// Ask each question N times, under load: the answer must always be the same.
    #[arg(long, value_name = "N")]
    pub stress: Option<NonZeroUsize>,
    /// Explore every schedule, however many preemptions it has.
    #[arg(long)]
    pub deep: bool,
    /// Write down how the wrong answers fail, for those who fail in the same way.
    #[arg(long)]
    pub record: bool,
}

fn level() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.map(Level::name))
        .try_map(|name| Level::from_name(&name).ok_or("no level of that name"))
}

fn stage() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::name))
        .try_map(|name| Stage::from_name(&name).ok_or("no stage of that name"))
}

/// A file whose name says what is to be written.
fn page() -> impl TypedValueParser<Value = PathBuf> {
    clap::builder::PathBufValueParser::new().try_map(|path| match path.extension() {
        Some(ending) if ending == "html" || ending == "svg" => Ok(path),
        _ => Err("the name has to end in .html (a page) or .svg (a picture)"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("checker").chain(line.split_whitespace()))
    }

    #[track_caller]
    fn command(line: &str) -> Command {
        parse(line).unwrap_or_else(|error| panic!("{line}: {error}")).command
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_line_of_the_contract_is_understood() {
        for line in [
            "watch",
            "watch chunks --plain --format json",
            "run",
            "run chunks --file /tmp/a.rs --stage compile_fail --format human",
            "run --schedule bad.html --unfold --plain",
            "run chunks --schedule target/bad.svg --format json",
            "check-all --solutions --jobs 4 --format junit",
            "list --format json",
            "hint",
            "hint chunks --level 3",
            "reset chunks",
            "show chunks lesson",
            "show chunks go",
            "show chunks test",
            "show chunks model",
            "show chunks solution",
            "doctor",
            "grade submissions --out out",
            "grade submissions --out out --jobs 4 --shard 2/4 --require-isolation L2 --roster class.csv",
            "grade submissions --out out --only chunks --only gate",
            "grade submissions --out out --overlay private",
            "run chunks --file a.rs --overlay private",
            "report out",
            "report out --roster roster.csv --policy late.toml --overrides mine.toml --against old --pseudonyms",
            "merge out --out out",
            "merge a/shard-1-of-2.jsonl b --out all",
            "dev new 02_scope/chunks",
            "dev check",
            "dev check chunks gate --stress 1000 --deep",
            "dev check --record chunks",
            "dev pack --students out",
            "dev pack --students out --offline",
            "dev sync",
            "--color never list",
            "list --color always",
        ] {
            command(line);
        }
    }

    #[test]
    fn what_is_typed_is_what_is_asked() {
        assert_eq!(
            command("run chunks --stage model --file a.rs"),
            Command::Run(Run {
                exercise: Some("chunks".into()),
                file: Some("a.rs".into()),
                stage: Some(Stage::Model),
                schedule: None,
                overlay: None,
                unfold: false,
                plain: false,
                format: Format::Human,
            })
        );
        assert_eq!(
            command("hint --level 2"),
            Command::Hint(Hint { exercise: None, level: Some(2) })
        );
        assert_eq!(
            command("show chunks solution"),
            Command::Show(Show { exercise: "chunks".into(), part: Part::Solution })
        );
        assert_eq!(parse("doctor").expect("known").color, Color::Auto);
        assert_eq!(parse("doctor --color never").expect("known").color, Color::Never);
    }

    #[test]
    fn wrong_usage_exits_with_2() {
        for line in [
            "",
            "frobnicate",
            "run --frobnicate",
            "run chunks gate",
            "run --stage compile-fail",
            "run --format junit",
            "run --schedule bad.png",
            "run --schedule",
            "hint chunks --level 0",
            "hint chunks --level 4",
            "check-all --jobs 0",
            "reset",
            "show chunks",
            "show chunks everything",
            "list --color sometimes",
            "dev",
            "dev check --stress 0",
            "dev pack",
            "grade submissions",
            "grade submissions --out out --shard 0/4",
            "grade submissions --out out --require-isolation L9",
            "merge --out out",
        ] {
            let error = parse(line).expect_err(line);
            assert_eq!(error.exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn help_and_version_are_no_mistakes() {
        for line in ["--help", "run --help", "--version"] {
            assert_eq!(parse(line).expect_err("a text to print").exit_code(), 0, "{line}");
        }
        let help = parse("--help").expect_err("a text to print").to_string();
        assert!(help.contains("Exit status: 0 solved"), "{help}");
        let help = parse("dev --help").expect_err("a text to print").to_string();
        assert!(!help.contains("sync"), "{help}");
    }
}
