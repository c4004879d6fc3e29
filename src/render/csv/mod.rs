//! CSV for people and programs: UTF-8 with a byte order mark (so that Excel reads Chinese), lines
//! end in LF on every machine, quotes only where needed.

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvField {
    /// Words, perhaps from a return: guarded so that a spreadsheet never runs them as a formula.
    Text(String),
    /// A number, a code or an id the engine wrote itself: as it is (`-3.20` stays a number).
    Number(String),
    Empty,
}

impl CsvField {
    /// A text field of anything that prints.
    pub fn text(value: impl ToString) -> Self {
        Self::Text(value.to_string())
    }
    /// A field printed as it is.
    pub fn number(value: impl ToString) -> Self {
        Self::Number(value.to_string())
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The whole file. Rows may differ in length from the header; that is the caller's affair.
///
/// ```
/// use yuebao::render::csv::{CsvField, write};
/// let rows = [vec![CsvField::text("=1+1"), CsvField::number("-0.5")]];
/// assert_eq!(write(&["name", "value"], rows.into_iter()), "\u{feff}name,value\n'=1+1,-0.5\n".as_bytes());
/// ```
pub fn write(header: &[&str], rows: impl Iterator<Item = Vec<CsvField>>) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .flexible(true)
        .terminator(::csv::Terminator::Any(b'\n'))
        .from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing to memory cannot fail, nor can rows of unequal length: the writer is flexible.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.into_iter().map(printed));
    }
    writer.into_inner().unwrap_or_default()
}

fn printed(field: CsvField) -> String {
    match field {
        CsvField::Text(text) if is_formula_like(&text) => format!("'{text}"),
        CsvField::Text(text) | CsvField::Number(text) => text,
        CsvField::Empty => String::new(),
    }
}

/// Whether a spreadsheet could take the text for a formula: the signs of either width, and the
/// control characters some programs skip before looking.
fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: Vec<Vec<CsvField>>) -> String {
        String::from_utf8(write(&["a", "b"], rows.into_iter())).unwrap()
    }

    #[test]
    fn starts_with_a_byte_order_mark_and_ends_lines_with_lf() {
        assert_eq!(write(&["指标", "数"], std::iter::empty()), "\u{feff}指标,数\n".as_bytes());
    }

    #[test]
    fn text_is_never_a_formula_and_numbers_stay_numbers() {
        for sign in ["=", "+", "-", "@", "\t="] {
            let text = format!("{sign}cmd");
            let file = lines(vec![vec![CsvField::text(&text), CsvField::number("-12.50")]]);
            assert!(file.ends_with(&format!("\n'{text},-12.50\n")), "{file:?}");
        }
        assert!(lines(vec![vec![CsvField::text("禹州-市"), CsvField::Empty]]).ends_with("禹州-市,\n"));
    }

    #[test]
    fn commas_quotes_and_line_breaks_come_back() {
        let rows = vec![vec![CsvField::text("他说\"行\",\n好"), CsvField::number("1")], vec![CsvField::Empty]];
        let file = lines(rows);
        let mut reader =
            ::csv::ReaderBuilder::new().flexible(true).from_reader(file.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records[0].iter().collect::<Vec<_>>(), ["他说\"行\",\n好", "1"]);
        assert_eq!(records[1].iter().collect::<Vec<_>>(), [""]);
    }
}
