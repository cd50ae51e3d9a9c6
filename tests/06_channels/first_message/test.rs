//! Are the pages right on real threads, and do reading and writing go on at the same time?
//@ deadline: 8s

use std::sync::Arc;

use answer::export;
use harness::{Rendezvous, Rng};

/// Seven rows in pages of three.
pub fn seven_rows_in_pages_of_three() {
    let (counted, pages) = exported((1..=7).collect(), 3);
    assert_eq!(pages, [vec![1, 2, 3], vec![4, 5, 6], vec![7]]);
    assert_eq!(counted, 3, "pages counted");
}

/// Pages come out right, and are counted, for every small shape: 0 to 6 rows, sizes 0 to 4, and the largest.
pub fn every_small_shape_agrees(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let rows = numbers(&mut Rng::new(seed), 6);
    let mut exports = Vec::new();
    for len in 0..=rows.len() {
        for size in (0..=4).chain([usize::MAX]) {
            exports.push(exported(rows[..len].to_vec(), size));
        }
    }
    exports
}

/// Random rows in pages of random sizes.
pub fn random_rows_agree(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|export| {
            let (len, size) = shape(&mut rng, export);
            exported(numbers(&mut rng, len), size)
        })
        .collect()
}

/// The first page is written while later rows are still being read.
pub fn writing_does_not_wait_for_the_last_row() {
    let meeting = Arc::new(Rendezvous::new(2));
    let reader = Arc::clone(&meeting);
    // Row 7 begins the fourth page: the first one must be on its way by then, and cannot be finished before.
    let rows = (1..=9).inspect(move |row| {
        if *row == 7 {
            reader.meet();
        }
    });
    let mut pages = Vec::new();
    export(rows, 2, |page| {
        if pages.is_empty() {
            meeting.meet();
        }
        pages.push(page);
    });
    assert_eq!(pages, [vec![1, 2], vec![3, 4], vec![5, 6], vec![7, 8], vec![9]]);
}

/// While the first page is being written all other rows are read, many thousands, and the pages come out right all the same.
pub fn reading_does_not_wait_for_writing() {
    const ROWS: u64 = 30_000;
    let meeting = Arc::new(Rendezvous::new(2));
    let reader = Arc::clone(&meeting);
    let rows = (0..ROWS).inspect(move |row| {
        if *row == ROWS - 1 {
            reader.meet();
        }
    });
    let mut pages = Vec::new();
    export(rows, 3, |page| {
        if pages.is_empty() {
            meeting.meet();
        }
        pages.push(page);
    });
    assert_eq!(pages.len() as u64, ROWS / 3, "pages of three rows");
    for (number, page) in (0..).zip(pages) {
        assert_eq!(page, [3 * number, 3 * number + 1, 3 * number + 2], "page {number}");
    }
}

/// Exports `rows` and gives what was counted and what was written.
fn exported(rows: Vec<u64>, size: usize) -> (usize, Vec<Vec<u64>>) {
    let mut pages = Vec::new();
    let counted = export(rows.into_iter(), size, |page| pages.push(page));
    (counted, pages)
}

/// `len` rows that are easy to read in a message.
fn numbers(rng: &mut Rng, len: usize) -> Vec<u64> {
    (0..len).map(|_| rng.below(1_000)).collect()
}

/// How many rows, and how many to a page: every other export fills its last page exactly.
fn shape(rng: &mut Rng, export: u64) -> (usize, usize) {
    let size = rng.range(2..40);
    let rest = if export % 2 == 0 { 0 } else { rng.range(1..size) };
    ((rng.range(1..12) * size + rest) as usize, size as usize)
}
