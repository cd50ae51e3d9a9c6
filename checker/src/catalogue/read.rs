//! Reads the files of an exercise from disk and hands them to the parsers.

use super::problem::{Problems, Source};
use super::{Case, Check, Sample, cases, checks, samples};
use super::{CaseKind, CatalogueError, Exercise, SampleKind};
use std::io;
use std::path::{Path, PathBuf};

impl Exercise {
    /// The checks on real threads.
    pub fn test_checks(&self) -> Result<Vec<Check>, CatalogueError> {
        let (test_file, oracle_file) = (self.test_file(), self.oracle_file());
        let test = self.text(&test_file)?;
        let oracle = match self.text(&oracle_file) {
            Err(CatalogueError::Unreadable { source, .. })
                if source.kind() == io::ErrorKind::NotFound =>
            {
                None
            }
            oracle => Some(oracle?),
        };
        let oracle = oracle.as_deref().map(|text| Source::new(&oracle_file, text));
        Ok(checks::parse_test(Source::new(&test_file, &test), oracle)?)
    }

    /// The checks on every schedule.
    pub fn model_checks(&self) -> Result<Vec<Check>, CatalogueError> {
        let file = self.model_file();
        Ok(checks::parse_model(Source::new(&file, &self.text(&file)?))?)
    }

    /// The cases of one kind, sorted by name.
    pub fn read_cases(&self, kind: CaseKind) -> Result<Vec<Case>, CatalogueError> {
        let dir = self.tests_dir().join(kind.dir());
        let files = self.cases(kind).map_err(|source| unreadable(&dir, source))?;
        self.read_all(files, |source| cases::parse(source, kind))
    }

    /// The answers of one kind that come with the exercise, sorted by name.
    pub fn read_samples(&self, kind: SampleKind) -> Result<Vec<Sample>, CatalogueError> {
        let dir = self.tests_dir().join(kind.dir());
        let files = self.samples(kind).map_err(|source| unreadable(&dir, source))?;
        self.read_all(files, |source| samples::parse(source, kind))
    }

    /// Parses every file, and complains about all that do not parse at once.
    fn read_all<T>(
        &self,
        files: Vec<PathBuf>,
        parse: impl Fn(Source<'_>) -> Result<T, Problems>,
    ) -> Result<Vec<T>, CatalogueError> {
        let mut parsed = Vec::new();
        let mut problems = Vec::new();
        for file in files {
            match parse(Source::new(&file, &self.text(&file)?)) {
                Ok(value) => parsed.push(value),
                Err(found) => problems.extend(found.into_vec()),
            }
        }
        Problems::check(problems)?;
        Ok(parsed)
    }

    fn text(&self, file: &Path) -> Result<String, CatalogueError> {
        std::fs::read_to_string(self.absolute(file)).map_err(|source| unreadable(file, source))
    }
}

fn unreadable(path: &Path, source: io::Error) -> CatalogueError {
    CatalogueError::Unreadable { path: path.to_path_buf(), source }
}

/// A file's name without its ending. The catalogue's root is UTF-8, and so are the names that authors give.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
