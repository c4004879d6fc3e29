//! Where something stands: file, sheet, cell.

use std::fmt;
use std::sync::Arc;

/// A cell address, zero-based; shown as A1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
}

impl Cell {
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
    /// `D12`, `AA1`; nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 || digits.starts_with('0') {
            return None;
        }
        let mut column = 0_u32;
        for byte in letters.bytes() {
            if !byte.is_ascii_uppercase() {
                return None;
            }
            column = column * 26 + u32::from(byte - b'A') + 1;
        }
        let row: u32 = digits.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column.checked_sub(1)? })
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut n = u64::from(self.column) + 1;
        while n > 0 {
            let digit = u8::try_from((n - 1) % 26).unwrap_or(0);
            letters.push(char::from(b'A' + digit));
            n = (n - 1) / 26;
        }
        letters.reverse();
        let letters: String = letters.into_iter().collect();
        write!(f, "{letters}{}", u64::from(self.row) + 1)
    }
}

/// A file, and as far as known the sheet and the cell. `file` is relative to the desk's inputs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    pub file: Option<Arc<str>>,
    pub sheet: Option<Arc<str>>,
    pub cell: Option<Cell>,
}

impl Place {
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Some(Arc::clone(file)), sheet: None, cell: None }
    }
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { sheet: Some(Arc::clone(sheet)), ..Self::file(file) }
    }
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, cell: Cell) -> Self {
        Self { cell: Some(cell), ..Self::sheet(file, sheet) }
    }
}

impl Place {
    /// As said beside another place: what the two share is left out (`G7`, `表3 G7`, `2021-08/a.xls 表3 G7`).
    pub fn beside(&self, other: &Self) -> String {
        let same_file = self.file == other.file;
        let file = self.file.as_deref().filter(|_| !same_file);
        let sheet = self.sheet.as_deref().filter(|_| !same_file || self.sheet != other.sheet || self.cell.is_none());
        let cell = self.cell.map(|cell| cell.to_string());
        [file, sheet, cell.as_deref()].into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The cell a fact was read from, with what stood there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    pub file: Arc<str>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: Arc<str>,
    pub sheet: Arc<str>,
    pub cell: Cell,
    /// The text as it stood in the cell.
    pub raw: Arc<str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_another_place_only_what_differs_is_said() {
        let (a, b): (Arc<str>, Arc<str>) = ("2021-08/a.xls".into(), "2021-09/b.xls".into());
        let at = |file: &Arc<str>, sheet: &str| Place::cell(file, &sheet.into(), Cell::new(6, 6));
        let here = at(&b, "表3");
        assert_eq!(at(&b, "表3").beside(&here), "G7");
        assert_eq!(at(&b, "表5").beside(&here), "表5 G7");
        assert_eq!(at(&a, "表3").beside(&here), "2021-08/a.xls 表3 G7");
        assert_eq!(Place::sheet(&b, &"表3".into()).beside(&here), "表3");
    }

    #[test]
    fn addresses_go_there_and_back() {
        for text in ["A1", "Z9", "AA1", "XFD1048576"] {
            assert_eq!(Cell::parse(text).map(|c| c.to_string()).as_deref(), Some(text));
        }
        for bad in ["", "A", "1", "a1", "A0", "A01", "ABCD1"] {
            assert_eq!(Cell::parse(bad), None, "{bad}");
        }
    }
}
