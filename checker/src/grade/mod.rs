//! Grading: many submissions, none of them trusted, judged by the same runner as everything else.
//!
//! [`intake`] takes what was handed in, [`run`] judges every answer once and writes the results, [`shard`] is one part of many.
//! Pure parts: [`record`] (one student's result for one exercise), [`score`] (what it is worth), `steady` (takes luck out of
//! it), [`book`] (what a teacher adds) and [`reports`] (the files that come of it). Nothing here judges an answer, and nothing here
//! may look at what an answer printed.

pub mod book;
pub mod intake;
mod journal;
pub mod record;
pub mod reports;
pub mod roster;
pub mod run;
pub mod score;
pub mod shard;
mod steady;
