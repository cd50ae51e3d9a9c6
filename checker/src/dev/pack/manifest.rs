//! The manifests and lock files of a students' pack, made of the course's.
//!
//! Pure: text in, text out. A lock file must be exactly what cargo would write, since the crates under the answers are built
//! with `--locked`: packages that nobody needs any more are taken out, and what is left is named as cargo names it.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The text with another list of strings at `table.key`.
pub fn with_list(text: &str, table: &str, key: &str, list: &[String]) -> Result<String> {
    let document = DeTable::parse(text).context("a manifest that does not parse")?;
    let value = document.get_ref().get(table).and_then(|table| table.get_ref().as_table());
    let value = value.and_then(|table| table.get(key));
    let Some(value) = value else { bail!("the manifest has no `{key}` in [{table}]") };
    let quoted: Vec<String> = list.iter().map(|entry| format!("{entry:?}")).collect();
    let mut text = text.to_string();
    text.replace_range(value.span(), &format!("[{}]", quoted.join(", ")));
    Ok(text)
}

/// The strings at `table.key`.
pub fn list(text: &str, table: &str, key: &str) -> Result<Vec<String>> {
    let document = DeTable::parse(text).context("a manifest that does not parse")?;
    let value = document.get_ref().get(table).and_then(|table| table.get_ref().as_table());
    let list = value.and_then(|table| table.get(key)).and_then(|list| list.get_ref().as_array());
    let Some(list) = list else { bail!("the manifest has no list `{key}` in [{table}]") };
    Ok(list.iter().filter_map(|entry| entry.get_ref().as_str().map(String::from)).collect())
}

/// The names of the tables that only the tests and benches of a package need.
const ONLY_FOR_TESTS: [&str; 2] = ["dev-dependencies", "bench"];

/// The checker's manifest without tests and benches: a pack has neither.
pub fn without_tests(text: &str) -> String {
    let mut out = String::new();
    let mut leave_out = false;
    // Comments belong to what follows them.
    let mut waiting = String::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with('[') {
            let name = trimmed.trim_start_matches('[').split(']').next().unwrap_or_default();
            leave_out = ONLY_FOR_TESTS.contains(&name.trim());
        } else if trimmed.is_empty() || trimmed.starts_with('#') {
            waiting.push_str(line);
            continue;
        }
        let before = std::mem::take(&mut waiting);
        if !leave_out {
            out.push_str(&before);
            out.push_str(line);
        }
        if trimmed == "[lib]" {
            out.push_str("test = false\n");
        }
    }
    // What its modules' tests hold against the whole course is not there, either.
    let program = "[[bin]]\nname = \"checker\"\npath = \"src/main.rs\"\ntest = false\n";
    format!("{}\n\n{program}", out.trim_end())
}

/// What a package needs only for its tests.
pub fn only_for_tests(text: &str) -> Result<BTreeSet<String>> {
    let document = DeTable::parse(text).context("a manifest that does not parse")?;
    let document = document.get_ref();
    let names = |value: Option<&toml::Spanned<DeValue<'_>>>| -> BTreeSet<String> {
        let table = value.and_then(|value| value.get_ref().as_table());
        table
            .into_iter()
            .flat_map(|table| table.keys())
            .map(|key| key.get_ref().to_string())
            .collect()
    };
    let mut needed = names(document.get("dependencies"));
    needed.extend(names(document.get("build-dependencies")));
    let targets = document.get("target").and_then(|value| value.get_ref().as_table());
    for (_, target) in targets.into_iter().flat_map(|table| table.iter()) {
        needed
            .extend(names(target.get_ref().as_table().and_then(|table| table.get("dependencies"))));
    }
    Ok(names(document.get("dev-dependencies")).difference(&needed).cloned().collect())
}

/// A package of a lock file, and where it stands.
struct Package<'t> {
    name: &'t str,
    version: &'t str,
    at: Range<usize>,
    /// `name`, `name version` or `name version (source)`.
    needs: Vec<&'t str>,
}

/// The lock file without packages that none of `roots` needs, where `unneeded` says what packages name that they need no more.
pub fn pruned(
    lock: &str,
    roots: &[&str],
    unneeded: &BTreeMap<&str, BTreeSet<String>>,
) -> Result<String> {
    let packages = packages(lock)?;
    let name_of = |need: &str| need.split(' ').next().unwrap_or_default().to_string();
    let needs = |package: &Package<'_>| -> Vec<String> {
        let gone = unneeded.get(package.name);
        let needed = package
            .needs
            .iter()
            .filter(|need| gone.is_none_or(|gone| !gone.contains(name_of(need).as_str())));
        needed.map(|need| (*need).to_string()).collect()
    };
    let find = |need: &str| {
        let mut words = need.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next());
        packages.iter().position(|package| {
            package.name == name && version.is_none_or(|version| package.version == version)
        })
    };
    let mut kept = BTreeSet::new();
    let mut left = Vec::new();
    for root in roots {
        left.push(find(root).with_context(|| format!("the lock file does not name {root}"))?);
    }
    while let Some(place) = left.pop() {
        if !kept.insert(place) {
            continue;
        }
        for need in needs(&packages[place]) {
            left.push(find(&need).with_context(|| format!("the lock file does not name {need}"))?);
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &kept {
        *counts.entry(packages[*place].name).or_default() += 1;
    }
    let head = packages.first().map_or(lock.len(), |package| package.at.start);
    let mut out = lock[..head].to_string();
    for place in kept {
        let package = &packages[place];
        let text = &lock[package.at.clone()];
        let needs: Vec<String> = needs(package)
            .into_iter()
            // A version is only told where there are several.
            .map(|need| match counts.get(name_of(&need).as_str()) {
                Some(1) => name_of(&need),
                _ => need,
            })
            .collect();
        let own = text.split("dependencies = [").next().unwrap_or_default().trim_end();
        out.push_str(own);
        out.push('\n');
        if !needs.is_empty() {
            let lines: String = needs.iter().map(|need| format!(" \"{need}\",\n")).collect();
            out.push_str(&format!("dependencies = [\n{lines}]\n"));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}

fn packages(lock: &str) -> Result<Vec<Package<'_>>> {
    const HEAD: &str = "[[package]]\n";
    let mut starts: Vec<usize> = lock.match_indices(HEAD).map(|(at, _)| at).collect();
    starts.push(lock.len());
    let mut packages = Vec::new();
    for ends in starts.windows(2) {
        let at = ends[0]..ends[1];
        let text = &lock[at.clone()];
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key));
            line.map(|value| value.trim_matches('"'))
        };
        let (Some(name), Some(version)) = (value("name = "), value("version = ")) else {
            bail!("a package of the lock file has no name or no version:\n{text}");
        };
        let needs = text.lines().filter_map(|line| line.strip_prefix(" \"")?.strip_suffix("\","));
        packages.push(Package { name, version, at: at.clone(), needs: needs.collect() });
    }
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_a_manifest_is_replaced_and_nothing_else() {
        let text = "[workspace]\n# one\nmembers = [\n \"a\", \"b\",\n]\nexclude = [\"x\"]\n";
        assert_eq!(list(text, "workspace", "members").expect("there"), ["a", "b"]);
        assert_eq!(
            with_list(text, "workspace", "members", &["a".to_string()]).expect("there"),
            "[workspace]\n# one\nmembers = [\"a\"]\nexclude = [\"x\"]\n"
        );
        assert!(with_list(text, "workspace", "default-members", &[]).is_err());
    }

    const MANIFEST: &str = "[package]\nname = \"a\"\n\n[lib]\ndoctest = false\n\n[dependencies]\nx = \"1\"\n\n# For tests.\n[dev-dependencies]\nx = \"1\"\n\
        y = \"1\"\n\n# Measures.\n[[bench]]\nname = \"b\"\n\n# On Linux.\n[target.'cfg(unix)'.dependencies]\nz = \"1\"\n";

    #[test]
    fn tests_and_benches_leave_a_manifest_with_what_is_said_of_them() {
        assert_eq!(
            without_tests(MANIFEST),
            "[package]\nname = \"a\"\n\n[lib]\ntest = false\ndoctest = false\n\n[dependencies]\nx = \"1\"\n\n# On Linux.\n\
             [target.'cfg(unix)'.dependencies]\nz = \"1\"\n\n[[bin]]\nname = \"checker\"\npath = \"src/main.rs\"\ntest = false\n"
        );
        assert_eq!(only_for_tests(MANIFEST).expect("it parses"), BTreeSet::from(["y".to_string()]));
    }

    #[test]
    fn a_lock_file_keeps_what_somebody_needs_and_names_it_as_cargo_does() {
        let lock = "# @generated\nversion = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\n \"x 1.0.0\",\n \"y\",\n]\n\n\
            [[package]]\nname = \"b\"\nversion = \"0.1.0\"\ndependencies = [\n \"x 2.0.0\",\n]\n\n\
            [[package]]\nname = \"x\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"1\"\n\n\
            [[package]]\nname = \"x\"\nversion = \"2.0.0\"\nsource = \"r\"\nchecksum = \"2\"\n\n\
            [[package]]\nname = \"y\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"3\"\n";
        let gone = BTreeMap::from([("a", BTreeSet::from(["y".to_string()]))]);
        assert_eq!(
            pruned(lock, &["a"], &gone).expect("a lock file"),
            "# @generated\nversion = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\n \"x\",\n]\n\n\
            [[package]]\nname = \"x\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"1\"\n"
        );
        assert_eq!(pruned(lock, &["a", "b"], &BTreeMap::new()).expect("a lock file"), lock);
        assert!(pruned(lock, &["c"], &gone).is_err());
    }

    #[test]
    fn the_course_s_own_lock_files_are_what_cargo_would_write() {
        // Nothing to take out: a file that this cannot read would come out another one.
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (file, manifest, key) in [
            ("Cargo.lock", "Cargo.toml", "members"),
            ("model/Cargo.lock", "model/Cargo.toml", "members"),
        ] {
            let read = |name: &str| {
                std::fs::read_to_string(root.join(name)).expect("a file of the course")
            };
            let folder = root.join(manifest);
            let members = list(&read(manifest), "workspace", key).expect("members");
            let names: Vec<String> = members
                .iter()
                .map(|member| {
                    let text =
                        std::fs::read_to_string(folder.with_file_name(member).join("Cargo.toml"));
                    let text = text.expect("a member");
                    let line = text.lines().find_map(|line| line.strip_prefix("name = "));
                    line.expect("a name").trim_matches('"').to_string()
                })
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let lock = read(file);
            assert_eq!(
                pruned(&lock, &names, &BTreeMap::new()).expect("a lock file"),
                lock,
                "{file}"
            );
        }
    }
}
