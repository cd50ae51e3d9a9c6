//! A thin binary over the library.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    checker::app::main(checker::cli::Cli::parse())
}
