//! A Rust file as the tidy test sees it: code without comments and literals, the literals apart.
//!
//! The scan leans on rustfmt (an item ends at a `}` as far in as its first line) and knows no more
//! of the language than comments, strings and characters.

use std::path::{Path, PathBuf};

/// One `.rs` file.
pub struct Source {
    /// From the repository's root, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments and the insides of literals blanked; lines are where they were.
    pub code: Vec<String>,
    /// String literals as written between the quotes, each with its line (from 1).
    pub strings: Vec<(usize, String)>,
    /// Per line: whether it belongs to a test.
    pub is_test: Vec<bool>,
}

impl Source {
    /// The module the file belongs to: `model` for `src/model/…`; none for `lib.rs`, `main.rs` and tests.
    pub fn layer(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(layer, _)| layer)
    }
    /// Lines of code that are not tests, numbered from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().zip(&self.is_test).enumerate();
        lines.filter(|(_, (_, test))| !**test).map(|(i, (line, _))| (i + 1, line.as_str()))
    }
    /// String literals outside tests.
    pub fn plain_strings(&self) -> impl Iterator<Item = &(usize, String)> {
        self.strings.iter().filter(|(line, _)| !self.is_test.get(line - 1).copied().unwrap_or(false))
    }
}

/// All Rust files of the package, tests included, in order of their paths; read once.
pub fn sources() -> &'static [Source] {
    static SOURCES: std::sync::OnceLock<Vec<Source>> = std::sync::OnceLock::new();
    SOURCES.get_or_init(|| read(&root()))
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(root: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        walk(&root.join(folder), &mut files);
    }
    let mut sources: Vec<Source> = files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| scan(relative(root, path), std::fs::read_to_string(path).unwrap()))
        .collect();
    let tests: Vec<String> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        let in_module = |module: &String| source.path.starts_with(module.as_str());
        if source.path.starts_with("tests/") || tests.iter().any(in_module) {
            source.is_test.fill(true);
        }
    }
    sources
}

/// Every file under a folder, sorted.
pub fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { walk(&path, into) } else { into.push(path) }
    }
}

pub fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

/// A file taken apart.
pub fn scan(path: String, text: String) -> Source {
    let (code, strings) = blank(&text);
    let code: Vec<String> = code.lines().map(ToOwned::to_owned).collect();
    let is_test = test_lines(&code);
    Source { path, text, code, strings, is_test }
}

/// Lines of items that stand behind `#[cfg(test)]`.
fn test_lines(code: &[String]) -> Vec<bool> {
    let mut marks = vec![false; code.len()];
    for (i, line) in code.iter().enumerate() {
        if line.trim() == "#[cfg(test)]" {
            let end = item_end(code, i + 1);
            marks[i..=end].fill(true);
        }
    }
    marks
}

/// The last line of the item that begins at a line (attributes included).
pub fn item_end(code: &[String], start: usize) -> usize {
    let mut start = start;
    while code.get(start).is_some_and(|line| line.trim().is_empty() || line.trim().starts_with("#[")) {
        start += 1;
    }
    let Some(first) = code.get(start) else { return code.len() - 1 };
    let indent = &first[..first.len() - first.trim_start().len()];
    if first.trim_end().ends_with([';', '}']) {
        return start;
    }
    // A signature of several lines closes its `)` first; only with a `;` is that the end.
    let ends = |line: &String| {
        let rest = line.strip_prefix(indent).unwrap_or_default().trim_end();
        rest.starts_with('}') || (rest.starts_with([')', ']']) && rest.ends_with(';'))
    };
    (start + 1..code.len()).find(|&i| ends(&code[i])).unwrap_or(code.len() - 1)
}

/// Path prefixes of modules declared as `#[cfg(test)] mod name;`.
fn test_modules(source: &Source) -> Vec<String> {
    let folder = source.path.strip_suffix("mod.rs").map(ToOwned::to_owned).unwrap_or_else(|| {
        let stem = source.path.trim_end_matches(".rs");
        format!("{stem}/")
    });
    let lines = source.code.iter().zip(&source.is_test);
    let declared = lines.filter(|(_, test)| **test).filter_map(|(line, _)| {
        let name = line.trim().strip_suffix(';')?.rsplit_once("mod ")?.1;
        Some([format!("{folder}{name}.rs"), format!("{folder}{name}/")])
    });
    declared.flatten().collect()
}

/// Blanks comments and literals; gives the string literals too.
fn blank(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut strings) = (String::with_capacity(text.len()), Vec::new());
    let mut line = 1;
    let mut i = 0;
    while i < chars.len() {
        let (kind, end) = token(&chars, i);
        let piece = &chars[i..end];
        match kind {
            Token::Code => code.extend(piece),
            Token::Comment | Token::Character => code.extend(piece.iter().map(|c| if *c == '\n' { '\n' } else { ' ' })),
            Token::Text => {
                let words: String = piece.iter().collect();
                let inside = words.trim_start_matches(['b', 'r', '#']).trim_end_matches('#').trim_matches('"');
                strings.push((line, inside.to_owned()));
                code.push('"');
                code.extend(piece.iter().filter(|c| **c == '\n'));
                code.push('"');
            }
        }
        line += piece.iter().filter(|c| **c == '\n').count();
        i = end;
    }
    (code, strings)
}

enum Token {
    Code,
    Comment,
    Text,
    Character,
}

/// What stands at a place, and where it ends.
fn token(chars: &[char], at: usize) -> (Token, usize) {
    let next = |ahead: usize| chars.get(at + ahead).copied().unwrap_or('\0');
    let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let upto = |found: Option<usize>| found.unwrap_or(chars.len());
    match (chars[at], next(1)) {
        ('/', '/') => (Token::Comment, upto((at..chars.len()).find(|&i| chars[i] == '\n'))),
        ('/', '*') => {
            (Token::Comment, upto((at + 3..chars.len()).find(|&i| chars[i - 1..=i] == ['*', '/']).map(|i| i + 1)))
        }
        ('"', _) => (Token::Text, closing(chars, at + 1, '"')),
        ('r', '"' | '#') if !word_before => raw(chars, at).map_or((Token::Code, at + 1), |end| (Token::Text, end)),
        ('\'', '\\') => (Token::Character, closing(chars, at + 1, '\'')),
        ('\'', _) if next(2) == '\'' => (Token::Character, at + 3),
        _ => (Token::Code, at + 1),
    }
}

/// Behind the closing quote, with escapes skipped.
fn closing(chars: &[char], from: usize, quote: char) -> usize {
    let mut i = from;
    while i < chars.len() && chars[i] != quote {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// Behind a raw string, if one begins here.
fn raw(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return None;
    }
    let body = at + 2 + hashes;
    let ends = |i: &usize| chars[*i] == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    Some((body..chars.len()).find(ends).map_or(chars.len(), |i| i + 1 + hashes))
}
