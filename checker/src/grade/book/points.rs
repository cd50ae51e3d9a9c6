//! Points to two decimals, exactly: what a percentage leaves of whole points is not always whole, and sums must add up.

use std::fmt;
use std::ops::AddAssign;

/// A number of points, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(u64);

impl Points {
    /// None.
    pub const ZERO: Points = Points(0);

    /// So many.
    pub fn whole(points: u32) -> Points {
        Points(u64::from(points) * 100)
    }

    /// From a number with at most two decimals; none if it has more, or is negative, or is no number.
    pub fn from_number(number: f64) -> Option<Points> {
        let hundredths = (number * 100.0).round();
        let exact = (number * 100.0 - hundredths).abs() < 1e-6;
        // In this range every hundredth has a float of its own.
        (exact && (0.0..=1e9).contains(&hundredths)).then_some(Points(hundredths as u64))
    }

    /// What is left after so many percent are taken away, rounded half up to hundredths.
    #[must_use]
    pub fn less_percent(self, percent: u32) -> Points {
        let left = u64::from(100u32.saturating_sub(percent));
        Points((self.0 * left + 50) / 100)
    }

    /// Without what is behind the point: some grade books know whole points only, and nobody is given what was not earned.
    pub fn floor(self) -> u64 {
        self.0 / 100
    }

    /// As a number; two decimals have an exact enough float.
    pub fn number(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The part of `most`, in percent, rounded down; all of nothing is everything.
    pub fn percent_of(self, most: Points) -> u64 {
        (self.0 * 100).checked_div(most.0).unwrap_or(100)
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        self.0 += other.0;
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => f.pad(&whole.to_string()),
            (whole, rest) if rest % 10 == 0 => f.pad(&format!("{whole}.{}", rest / 10)),
            (whole, rest) => f.pad(&format!("{whole}.{rest:02}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_written_with_as_many_decimals_as_they_have() {
        let written = |number| Points::from_number(number).expect("two decimals").to_string();
        assert_eq!(written(7.0), "7");
        assert_eq!(written(7.5), "7.5");
        assert_eq!(written(0.05), "0.05");
    }

    #[test]
    fn a_third_decimal_a_negative_number_and_nan_are_no_points() {
        for number in [0.001, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Points::from_number(number), None, "{number}");
        }
    }

    #[test]
    fn percentages_are_taken_away_exactly() {
        assert_eq!(Points::whole(15).less_percent(10).to_string(), "13.5");
        assert_eq!(Points::whole(5).less_percent(33).to_string(), "3.35");
        assert_eq!(Points::whole(5).less_percent(100), Points::ZERO);
        assert_eq!(Points::whole(5).less_percent(400), Points::ZERO);
        assert_eq!(Points::whole(5).less_percent(0), Points::whole(5));
    }

    #[test]
    fn whole_points_are_never_more_than_what_was_earned() {
        assert_eq!(Points::from_number(9.99).map(Points::floor), Some(9));
    }
}
