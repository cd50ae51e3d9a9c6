//! Grading: many submissions, none of them trusted, judged by the same runner as everything else.
//!
//! Pure parts: [`record`] (one student's result for one exercise) and [`score`] (what it is worth). Nothing here judges an
//! answer, and nothing here may look at what an answer printed.

pub mod record;
pub mod score;
