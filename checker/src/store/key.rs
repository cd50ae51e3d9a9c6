//! The name of a verdict: a hash of everything it depends on.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over labelled parts. Two keys are equal when every label and every part is, in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

/// Collects the parts of a key.
#[derive(Debug, Clone)]
pub struct KeyBuilder(Sha256);

impl Key {
    /// Begins a key.
    pub fn builder() -> KeyBuilder {
        KeyBuilder(Sha256::new())
    }

    /// The plain SHA-256 of some bytes, in hex.
    pub fn of_bytes(bytes: &[u8]) -> String {
        hex(&Sha256::digest(bytes))
    }

    /// The key in hex.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// A number that follows from the key, for seeds.
    pub fn number(&self) -> u64 {
        self.0.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

impl KeyBuilder {
    /// Adds a part. Lengths are part of the hash, so that no other cut through the same bytes gives the same key.
    pub fn part(&mut self, label: &str, bytes: &[u8]) {
        for piece in [label.as_bytes(), bytes] {
            self.0.update((piece.len() as u64).to_le_bytes());
            self.0.update(piece);
        }
    }

    /// The key of all parts.
    pub fn finish(self) -> Key {
        Key(self.0.finalize().into())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: &[(&str, &str)]) -> Key {
        let mut builder = Key::builder();
        for (label, part) in parts {
            builder.part(label, part.as_bytes());
        }
        builder.finish()
    }

    #[test]
    fn the_same_parts_give_the_same_key_and_another_cut_another() {
        assert_eq!(key(&[("a", "bc"), ("d", "")]), key(&[("a", "bc"), ("d", "")]));
        assert_ne!(key(&[("a", "bc")]), key(&[("ab", "c")]));
        assert_ne!(key(&[("a", "b"), ("a", "c")]), key(&[("a", "c"), ("a", "b")]));
    }

    #[test]
    fn the_hash_of_bytes_is_the_one_everybody_knows() {
        assert_eq!(
            Key::of_bytes(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
