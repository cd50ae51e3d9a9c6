//! A thin binary over the library.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Called by itself, to keep a child apart: before anything else happens in this process.
    if let Some(status) = checker::process::jail::entry() {
        return status;
    }
    checker::app::main(checker::cli::Cli::parse())
}
