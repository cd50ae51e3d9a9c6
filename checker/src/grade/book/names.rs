//! Names that tell nobody who somebody is, and file names that lead nowhere else.

use crate::store::Key;

/// The same student has the same one with the same secret, and nobody without it can tell whose it is.
pub fn pseudonym(secret: &str, student: &str) -> String {
    // The length in front keeps (ab, c) apart from (a, bc).
    let key = Key::of_bytes(format!("{}:{secret}{student}", secret.len()).as_bytes());
    format!("student-{}", &key[..8])
}

/// A file name for a student: what could lead to another folder, or mean something to a file system, is left out, and
/// two students never share one.
pub fn file_name(student: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let kept: String = student.chars().filter(|c| harmless(*c)).take(40).collect();
    // Some file systems do not tell `Ada` from `ada`.
    if kept == student && !kept.is_empty() && kept == kept.to_lowercase() {
        return kept;
    }
    let key = Key::of_bytes(student.as_bytes());
    let dash = if kept.is_empty() { "" } else { "-" };
    // A name cannot end in another one's key by chance alone, but on purpose: `=` is in no harmless name.
    format!("{kept}{dash}={}", &key[..12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_depends_on_the_secret_and_on_the_student() {
        assert_eq!(pseudonym("s", "ada"), pseudonym("s", "ada"));
        assert_ne!(pseudonym("s", "ada"), pseudonym("t", "ada"));
        assert_ne!(pseudonym("s", "ada"), pseudonym("s", "bob"));
        assert!(!pseudonym("s", "ada").contains("ada"));
    }

    #[test]
    fn no_name_leads_out_of_the_folder_and_no_two_share_a_file() {
        let names = [
            "ada",
            "ADA",
            "../ada",
            "a/da",
            "",
            ".",
            "..",
            "ada.",
            "CON:",
            "ada\u{202e}",
            "Ada Lovelace",
        ];
        let files: std::collections::BTreeSet<String> =
            names.iter().map(|name| file_name(name)).collect();
        assert_eq!(files.len(), names.len());
        for file in files {
            assert!(!file.is_empty() && !file.contains(['/', '.', '\\', ':']), "{file}");
        }
    }
}
