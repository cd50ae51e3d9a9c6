//! What is kept of a child's output: its head and its tail, and its lines while they come.
//!
//! Bounded, however much is written.

use std::borrow::Cow;

/// How much of a stream is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureLimit {
    /// Bytes from its beginning.
    pub head: usize,
    /// Bytes before its end.
    pub tail: usize,
}

impl Default for CaptureLimit {
    fn default() -> CaptureLimit {
        CaptureLimit { head: 32 << 10, tail: 32 << 10 }
    }
}

/// The head and the tail of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    limit: CaptureLimit,
    head: Vec<u8>,
    /// May hold up to twice its limit, so that old bytes are moved out seldom.
    tail: Vec<u8>,
    total: u64,
}

impl Captured {
    pub(super) fn new(limit: CaptureLimit) -> Captured {
        Captured { limit, head: Vec::new(), tail: Vec::new(), total: 0 }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.total += bytes.len() as u64;
        let (head, rest) = bytes.split_at(bytes.len().min(self.limit.head - self.head.len()));
        self.head.extend_from_slice(head);
        let rest = &rest[rest.len().saturating_sub(self.limit.tail)..];
        if self.tail.len() + rest.len() > 2 * self.limit.tail {
            let keep = self.limit.tail - rest.len();
            self.tail.drain(..self.tail.len() - keep);
        }
        self.tail.extend_from_slice(rest);
    }

    /// The first bytes.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The last bytes, of those that are not in the head.
    pub fn tail(&self) -> &[u8] {
        &self.tail[self.tail.len().saturating_sub(self.limit.tail)..]
    }

    /// All bytes that were written.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The bytes between head and tail, which were not kept.
    pub fn left_out(&self) -> u64 {
        self.total - (self.head.len() + self.tail().len()) as u64
    }

    /// Nothing was written.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// For people: what is not UTF-8 becomes U+FFFD, and a line tells how much was left out. Control characters are left
    /// as they are; whoever shows this on a terminal has to deal with them.
    pub fn text(&self) -> String {
        let (head, tail) = (self.head(), self.tail());
        if self.left_out() == 0 {
            return String::from_utf8_lossy(&[head, tail].concat()).into_owned();
        }
        let (head, tail) = (without_cut_end(head), without_cut_start(tail));
        let left_out = self.total - (head.len() + tail.len()) as u64;
        let newline = |text: &str| if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let head = String::from_utf8_lossy(head);
        let tail = String::from_utf8_lossy(tail);
        format!("{head}{}… {left_out} bytes left out …\n{tail}", newline(&head))
    }
}

/// Without the beginning of a character whose end was left out.
fn without_cut_end(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// Without the end of a character whose beginning was left out.
fn without_cut_start(bytes: &[u8]) -> &[u8] {
    let cut = bytes.iter().take(3).take_while(|&&byte| byte & 0b1100_0000 == 0b1000_0000).count();
    &bytes[cut..]
}

/// Cuts a stream into lines of bounded length.
#[derive(Debug)]
pub(super) struct Lines {
    limit: usize,
    line: Vec<u8>,
}

impl Lines {
    pub(super) fn new(limit: usize) -> Lines {
        Lines { limit, line: Vec::new() }
    }

    /// Gives each line that `bytes` completes to `sink`.
    pub(super) fn push(&mut self, mut bytes: &[u8], sink: &mut dyn FnMut(&str)) {
        while let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
            self.extend(&bytes[..end]);
            bytes = &bytes[end + 1..];
            sink(&self.text());
            self.line.clear();
        }
        self.extend(bytes);
    }

    /// Gives a last line without an end of line to `sink`.
    pub(super) fn finish(self, sink: &mut dyn FnMut(&str)) {
        if !self.line.is_empty() {
            sink(&self.text());
        }
    }

    fn extend(&mut self, bytes: &[u8]) {
        let room = self.limit - self.line.len();
        self.line.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.line.strip_suffix(b"\r").unwrap_or(&self.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(head: usize, tail: usize, chunks: &[&str]) -> Captured {
        let mut captured = Captured::new(CaptureLimit { head, tail });
        chunks.iter().for_each(|chunk| captured.push(chunk.as_bytes()));
        captured
    }

    #[test]
    fn what_fits_is_kept_whole() {
        let output = captured(4, 4, &["abc", "defg", "h"]);
        assert_eq!((output.text().as_str(), output.left_out()), ("abcdefgh", 0));
    }

    #[test]
    fn the_middle_is_left_out_and_counted() {
        for chunks in
            [&["abcdefghijkl"][..], &["ab", "cdefghi", "j", "k", "l"], &["abcd", "efghijkl"]]
        {
            let output = captured(3, 4, chunks);
            assert_eq!((output.head(), output.tail()), (&b"abc"[..], &b"ijkl"[..]));
            assert_eq!((output.total(), output.left_out()), (12, 5));
            assert_eq!(output.text(), "abc\n… 5 bytes left out …\nijkl");
        }
    }

    #[test]
    fn memory_does_not_grow_with_the_output() {
        let mut output = Captured::new(CaptureLimit { head: 8, tail: 64 });
        for _ in 0..10_000 {
            output.push(b"0123456789");
            assert!(output.tail.len() <= 128);
        }
        assert!(output.tail.capacity() <= 256, "{}", output.tail.capacity());
        assert_eq!((output.total(), output.tail().len()), (100_000, 64));
    }

    #[test]
    fn no_stream_is_too_long_for_a_limit_of_nothing() {
        assert_eq!(captured(0, 0, &["abc"]).text(), "… 3 bytes left out …\n");
    }

    #[test]
    fn a_character_is_shown_whole_or_not_at_all() {
        assert_eq!(captured(3, 2, &["éééé"]).text(), "é\n… 4 bytes left out …\né");
        assert_eq!(captured(2, 3, &["éééé"]).text(), "é\n… 4 bytes left out …\né");
    }

    #[test]
    fn lines_come_when_they_are_complete_and_are_cut_when_too_long() {
        let mut seen = Vec::new();
        let mut lines = Lines::new(5);
        for chunk in ["on", "e\ntwo\r\n", "\nlonger than", " five\nla", "st"] {
            lines.push(chunk.as_bytes(), &mut |line| seen.push(line.to_string()));
        }
        assert_eq!(seen, ["one", "two", "", "longe"]);
        lines.finish(&mut |line| seen.push(line.to_string()));
        assert_eq!(seen[4..], ["last"]);
    }
}
