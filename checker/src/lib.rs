//! The checker: it asks four questions of an answer and tells what came of them.
//!
//! Data flows one way, and each module uses only what stands above it.

pub mod event;

pub mod catalogue;
pub mod diagnose;
pub mod explain;
pub mod process;
pub mod store;
pub mod toolchain;

pub mod plan;
pub mod runner;

pub mod report;

pub mod commands;
pub mod watch;

pub mod grade;

pub mod dev;

pub mod cli;

pub mod app;
