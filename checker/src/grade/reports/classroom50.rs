//! Classroom 50's `result.json`, schema `classroom50/result/v1`: whole points, and no key that the schema does not name.
//!
//! It is written in a student's own checkout, where the environment says what is graded; the runner there stamps the owner
//! and the kind of assignment.

use crate::event::Verdict;
use crate::grade::book::{Counts, Row};
use serde_json::json;

/// What the environment of such a run says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// `CLASSROOM`.
    pub classroom: String,
    /// `ASSIGNMENT`.
    pub assignment: String,
    /// Whose it is.
    pub owner: String,
    /// `SUBMISSION_TAG`; begins with `submit`.
    pub submission: String,
    /// `COMMIT_URL`.
    pub commit: String,
    /// `RELEASE_URL`.
    pub release: String,
    /// `REVIEW_URL`.
    pub review: String,
    /// When, as `YYYY-MM-DDTHH:MM:SSZ`.
    pub datetime: String,
}

/// One student's. Points behind the point are left out: the schema knows whole ones only.
pub fn json(row: &Row, run: &Run) -> String {
    let graded = row.cells.iter().filter(|cell| cell.counts != Counts::Excused);
    let tests: Vec<_> = graded
        .map(|cell| {
            let points = match cell.counts {
                Counts::Points(points) | Counts::Review(points) => points.floor(),
                Counts::Excused => 0,
            };
            json!({
                "test-name": cell.record.exercise,
                "passed": cell.record.verdict == Verdict::Passed,
                "score": points,
                "max-score": cell.record.max_points,
            })
        })
        .collect();
    let total = row.total();
    let result = json!({
        "schema": "classroom50/result/v1",
        "classroom": run.classroom,
        "assignment": run.assignment,
        "assignment_type": "individual",
        "owner": run.owner,
        "submission": run.submission,
        "commit": run.commit,
        "release": run.release,
        "review": run.review,
        "datetime": run.datetime,
        "score": total.points.floor(),
        "max-score": total.most.floor(),
        "tests": tests,
    });
    format!("{result:#}\n")
}
