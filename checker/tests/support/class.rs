//! A class made up: submissions as students hand them in, right and wrong, untouched, copied, packed, missing and hostile.
//!
//! The same number gives the same class on every machine.

use super::{Course, real};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// What there is to hand in for one exercise.
pub struct Choice {
    pub name: String,
    pub path: String,
    pub start: Vec<u8>,
    pub solution: Vec<u8>,
    pub right: Vec<Vec<u8>>,
    pub wrong: Vec<Vec<u8>>,
}

/// All exercises of the course, or those of these names.
pub fn choices(only: &[&str]) -> Vec<Choice> {
    let root = real();
    let info = fs::read_to_string(root.join("info.toml")).expect("the course");
    let mut choices = Vec::new();
    let mut name = String::new();
    for line in info.lines() {
        let value = |key: &str| Some(line.strip_prefix(key)?.trim_matches('"').to_string());
        if let Some(found) = value("name = ") {
            name = found;
        }
        let Some(dir) = value("dir = ") else { continue };
        if !only.is_empty() && !only.contains(&name.as_str()) {
            continue;
        }
        let tests = root.join("tests").join(&dir).join(&name);
        let all = |folder: &str| {
            let entries = fs::read_dir(tests.join(folder)).into_iter().flatten().flatten();
            let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            files.retain(|file| file.extension().is_some_and(|ending| ending == "rs"));
            files.sort();
            files.iter().map(|file| fs::read(file).expect("readable")).collect::<Vec<_>>()
        };
        choices.push(Choice {
            path: format!("exercises/{dir}/{name}.rs"),
            start: fs::read(tests.join("start.rs")).expect("a start"),
            solution: fs::read(root.join("solutions").join(&dir).join(format!("{name}.rs")))
                .expect("a solution"),
            right: all("right"),
            wrong: all("wrong"),
            name: name.clone(),
        });
    }
    choices
}

/// One student's files, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What one student hands in. One in `own` answers is like nobody else's.
fn student(
    number: usize,
    choices: &[Choice],
    attacks: &[Vec<u8>],
    own: usize,
    dice: &mut Dice,
) -> Files {
    let mut files = Files::new();
    let kind = number % 10;
    // How far somebody comes who works through the course.
    let far = dice.below(choices.len() + 1);
    for (index, choice) in choices.iter().enumerate() {
        let any = |list: &[Vec<u8>], dice: &mut Dice| match list.len() {
            0 => choice.solution.clone(),
            n => list[dice.below(n)].clone(),
        };
        let mut text = match kind {
            0 | 1 => choice.start.clone(),
            2..=4 if index >= far => choice.start.clone(),
            2..=4 => match dice.below(4) {
                0 => any(&choice.right, dice),
                1 => any(&choice.wrong, dice),
                _ => choice.solution.clone(),
            },
            _ => match dice.below(8) {
                0 => continue,
                1 | 2 => choice.start.clone(),
                3 => any(&choice.right, dice),
                4 | 5 => any(&choice.wrong, dice),
                _ => choice.solution.clone(),
            },
        };
        if kind > 1 && dice.below(own) == 0 {
            text.extend_from_slice(format!("\n// {number}\n").as_bytes());
        }
        if kind == 9 && choice.name == "chunks" && !attacks.is_empty() {
            text = attacks[dice.below(attacks.len())].clone();
        }
        files.insert(choice.path.clone(), text);
    }
    files
}

/// Writes a class of that size below `folder`, a folder or an archive for each student, those numbered `range`.
pub fn write(
    folder: &Path,
    range: std::ops::Range<usize>,
    choices: &[Choice],
    attacks: &[Vec<u8>],
    own: usize,
) {
    let mut before: Option<Files> = None;
    for number in range {
        let mut dice = Dice(number as u64);
        let mut files = student(number, choices, attacks, own, &mut dice);
        // Some hand in what somebody else did.
        if number % 10 == 6
            && let Some(other) = &before
        {
            files = other.clone();
        }
        let name = format!("student_{number:03}");
        match number % 20 {
            7 => {
                let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
                for (path, text) in &files {
                    let options = zip::write::SimpleFileOptions::default();
                    zip.start_file(format!("loomlings-main/{path}"), options).expect("an entry");
                    zip.write_all(text).expect("an entry");
                }
                let bytes = zip.finish().expect("an archive").into_inner();
                fs::write(folder.join(format!("{name}.zip")), bytes).expect("writable");
            }
            17 => {
                let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                let mut tar = tar::Builder::new(packed);
                for (path, text) in &files {
                    let mut header = tar::Header::new_gnu();
                    header.set_size(text.len() as u64);
                    header.set_mode(0o644);
                    tar.append_data(&mut header, path, &text[..]).expect("an entry");
                }
                let bytes =
                    tar.into_inner().and_then(|packed| packed.finish()).expect("an archive");
                fs::write(folder.join(format!("{name}.tar.gz")), bytes).expect("writable");
            }
            _ => {
                for (path, text) in &files {
                    let file = folder.join(&name).join(path);
                    fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
                    fs::write(file, text).expect("writable");
                }
                fs::create_dir_all(folder.join(&name)).expect("writable");
            }
        }
        before = Some(files);
    }
}

/// The attacks of the corpus, with the paths that they ask for.
pub fn attacks(_course: &Course) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let root = real();
    let root = root.to_str().expect("a path in UTF-8");
    let read = |file: &PathBuf| {
        let bytes = fs::read(file).expect("readable");
        match String::from_utf8(bytes.clone()) {
            Ok(text) => text.replace("{ROOT}", root).into_bytes(),
            Err(_) => bytes,
        }
    };
    files.iter().map(read).collect()
}
