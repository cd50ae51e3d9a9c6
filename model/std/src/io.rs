//! `std::io`: what computes, and printing. What waits for the world outside (`stdin`, pipes) would stop all
//! model threads at once, since they share one OS thread: it is not modelled.
//!
//! Printing orders nothing, and the lock of `stdout` keeps no model thread out.

pub use std::io::prelude;
pub use std::io::{
    BufRead, BufReader, BufWriter, Bytes, Chain, Cursor, Empty, Error, ErrorKind, IntoInnerError,
    IoSlice, IoSliceMut, IsTerminal, LineWriter, Lines, Read, Repeat, Result, Seek, SeekFrom, Sink,
    Split, Stderr, StderrLock, Stdout, StdoutLock, Take, Write, WriterPanicked, copy, empty,
    read_to_string, repeat, sink, stderr, stdout,
};
