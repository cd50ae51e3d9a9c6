//! What one exploration is asked to do, and its command line. It may not know what is explored.

/// How far to explore.
#[derive(Clone, Debug)]
pub struct Config {
    /// Explore with at most 1, then 2, … up to this many preemptions. `None`: without a bound.
    pub bound: Option<u8>,
    /// Give up, undecided, when one bound takes more executions than this.
    pub max_executions: u64,
    /// Give up on an execution that takes more steps than this.
    pub max_branches: usize,
    /// Make every atomic operation an acquire-release read-modify-write: what still fails then is
    /// a matter of scheduling, not of memory ordering.
    pub sequential: bool,
    /// Leave nothing out of the exploration for being unnoticed: what the model's own tests compare with.
    pub finest: bool,
    /// The file of the checks: a panic raised there is an assertion of the check's, whatever its words.
    pub file: Option<String>,
    /// Write no log. What is explored stays the same, but a failure has no schedule to show, and a row that differs
    /// between two runs of one schedule goes unnoticed. For the bench alone, which measures what the log costs.
    pub no_log: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            bound: Some(3),
            max_executions: 20_000,
            max_branches: 5_000,
            sequential: false,
            finest: false,
            file: None,
            no_log: false,
        }
    }
}

/// The command line's form, for messages.
pub const USAGE: &str = "CHECK [--bound N] [--unbounded] [--max-executions N] [--max-branches N] [--sequential] [--finest] [--file FILE] [--no-log]";

impl Config {
    /// Reads `CHECK [OPTION]…`; the error is a sentence.
    pub fn parse(mut args: impl Iterator<Item = String>) -> Result<(String, Config), String> {
        fn number<T: std::str::FromStr>(option: &str, value: Option<String>) -> Result<T, String> {
            let value = value.ok_or_else(|| format!("{option} needs a number"))?;
            value.parse().map_err(|_| format!("{option} needs a number, not `{value}`"))
        }
        let mut config = Config::default();
        let mut check = None;
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--bound" => config.bound = Some(number(&arg, args.next())?),
                "--unbounded" => config.bound = None,
                "--max-executions" => config.max_executions = number(&arg, args.next())?,
                "--max-branches" => config.max_branches = number(&arg, args.next())?,
                "--sequential" => config.sequential = true,
                "--finest" => config.finest = true,
                "--no-log" => config.no_log = true,
                "--file" => config.file = Some(args.next().ok_or("--file needs a path")?),
                _ if arg.starts_with('-') => {
                    return Err(format!("unknown option `{arg}`; usage: {USAGE}"));
                }
                _ if check.is_some() => return Err(format!("one check a process; usage: {USAGE}")),
                _ => check = Some(arg),
            }
        }
        if config.bound == Some(0) {
            return Err("--bound 0 would explore a single schedule".into());
        }
        let check = check.ok_or_else(|| format!("no check named; usage: {USAGE}"))?;
        Ok((check, config))
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn parse(args: &str) -> Result<(String, Config), String> {
        Config::parse(args.split_whitespace().map(String::from))
    }

    #[test]
    fn options_are_read_in_any_order() {
        let (check, config) =
            parse("--bound 2 counts --max-branches 7 --sequential").expect("a good command line");
        assert_eq!(check, "counts");
        assert_eq!((config.bound, config.max_branches, config.sequential), (Some(2), 7, true));
        assert_eq!(config.max_executions, Config::default().max_executions);
    }

    #[test]
    fn a_check_is_logged_unless_the_command_line_says_otherwise() {
        let logs = |args| parse(args).map(|(_, config)| !config.no_log);
        assert_eq!(logs("counts"), Ok(true));
        assert_eq!(logs("counts --no-log"), Ok(false));
    }

    #[test]
    fn a_bad_command_line_is_refused_in_words() {
        for bad in ["", "a b", "a --bound", "a --bound x", "a --bound 0", "a --fast"] {
            assert!(parse(bad).is_err(), "`{bad}` was accepted");
        }
    }
}
