//! `rayon::str`.

use crate::iter::Items;

/// Text that can be taken apart.
pub trait ParallelString {
    #[doc(hidden)]
    fn as_parallel_string(&self) -> &str;

    /// Its characters.
    fn par_chars(&self) -> Items<char> {
        Items::new(self.as_parallel_string().chars())
    }

    /// Its characters, and where each begins.
    fn par_char_indices(&self) -> Items<(usize, char)> {
        Items::new(self.as_parallel_string().char_indices())
    }

    /// Its bytes.
    fn par_bytes(&self) -> Items<u8> {
        Items::new(self.as_parallel_string().bytes())
    }

    /// What is between those characters.
    fn par_split(&self, separator: char) -> Items<&str> {
        Items::new(self.as_parallel_string().split(separator))
    }

    /// Its lines.
    fn par_lines(&self) -> Items<&str> {
        Items::new(self.as_parallel_string().lines())
    }

    /// Its words.
    fn par_split_whitespace(&self) -> Items<&str> {
        Items::new(self.as_parallel_string().split_whitespace())
    }
}

impl ParallelString for str {
    fn as_parallel_string(&self) -> &str {
        self
    }
}
