//! "Did you mean …?": which of the names that exist is closest to the one that was typed.

/// The known names that `asked` is most likely a slip of; at most three.
pub fn close<'n>(asked: &str, known: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    // One slip for every three letters: "chnuks" finds "chunks", but "gate" does not find "tickets".
    let limit = (asked.chars().count() / 3).max(1);
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let slips = distance(asked, name);
            let part = asked.len() >= 3 && (name.contains(asked) || asked.contains(name));
            (slips <= limit || part).then_some((if part { slips.min(limit) } else { slips }, name))
        })
        .collect();
    found.sort();
    // "minuts" is nearer to `minutes` than to `hints`: who offers both does not help.
    let best = found.first().map_or(0, |(slips, _)| *slips);
    found.retain(|(slips, _)| *slips == best);
    found.truncate(3);
    found.into_iter().map(|(_, name)| name).collect()
}

/// `did you mean …?` for an error's last line, or nothing.
pub fn did_you_mean<'n>(asked: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let close = close(asked, known);
    let quoted: Vec<String> = close.iter().map(|name| format!("`{name}`")).collect();
    (!close.is_empty()).then(|| format!("did you mean {}?", quoted.join(" or ")))
}

/// Letters to insert, delete, replace or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["lost_update", "chunks", "gate", "tickets", "close_by_drop"];

    #[test]
    fn a_slip_finds_the_name() {
        assert_eq!(close("chnuks", NAMES), ["chunks"]);
        assert_eq!(close("lost-update", NAMES), ["lost_update"]);
        assert_eq!(close("gates", NAMES), ["gate"]);
    }

    #[test]
    fn a_part_of_the_name_finds_it() {
        assert_eq!(close("update", NAMES), ["lost_update"]);
        assert_eq!(close("drop", NAMES), ["close_by_drop"]);
    }

    #[test]
    fn a_name_far_from_all_finds_nothing() {
        assert!(close("semaphore", NAMES).is_empty());
        assert_eq!(did_you_mean("zz", NAMES), None);
    }
}
