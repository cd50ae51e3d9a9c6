//! The little JSON that verdicts are written in.
//!
//! Written here because every answer sees the trait impls of whatever the model is linked with: with serde_json's
//! `impl PartialEq<Value> for u64` among them, `assert_eq!(drain(queue), [])` has no single meaning any more, and an answer that
//! compiles against the real `std` would not compile against the model. For the same reason nothing in here may implement a
//! trait of another type's for it. It writes, and cannot read.

use std::fmt::{self, Display, Formatter, Write};

/// A value, as [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) has them, of integers that are not negative.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Json>),
    Object(Fields),
}

/// An object, written in the order of insertion. A key that is put in twice counts with its last value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        let (key, value) = (key.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    pub fn with(mut self, key: &str, value: impl Into<Json>) -> Fields {
        self.insert(key, value);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Fields> for Json {
    fn from(fields: Fields) -> Json {
        Json::Object(fields)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

impl From<u8> for Json {
    fn from(value: u8) -> Json {
        Json::Number(value.into())
    }
}

impl From<u32> for Json {
    fn from(value: u32) -> Json {
        Json::Number(value.into())
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Json {
        Json::Number(value)
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Json {
        // No platform of Rust's has a wider `usize`.
        Json::Number(value as u64)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Json {
        Json::Text(value.into())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Json {
        Json::Text(value)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Json {
        value.map_or(Json::Null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(values: Vec<T>) -> Json {
        Json::List(values.into_iter().map(Into::into).collect())
    }
}

/// One line: whatever could end one is escaped.
impl Display for Json {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(value) => write!(f, "{value}"),
            Json::Text(text) => quoted(f, text),
            Json::List(values) => {
                f.write_char('[')?;
                for (nth, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if nth > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Json::Object(Fields(fields)) => {
                f.write_char('{')?;
                for (nth, (key, value)) in fields.iter().enumerate() {
                    f.write_str(if nth > 0 { "," } else { "" })?;
                    quoted(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            c if c < ' ' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_read_what_is_written() {
        let text = "a \"quote\", a \\, a line\nbreak\t, \u{0}\u{1b}[2J, é and 🦀";
        let written = Json::from(
            Fields::default()
                .with("text", text)
                .with("replaced", 1_u32)
                .with("none", None::<u8>)
                .with(
                    "list",
                    vec![Json::Null, true.into(), u64::MAX.into(), Vec::<u8>::new().into()],
                )
                .with("in \"it\"", Fields::default().with("n", 7_usize))
                .with("replaced", "later"),
        )
        .to_string();
        assert_eq!(written.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
        let right = serde_json::json!({
            "text": text, "replaced": "later", "none": null, "list": [null, true, u64::MAX, []], "in \"it\"": { "n": 7 },
        });
        assert_eq!(read, right);
    }
}
