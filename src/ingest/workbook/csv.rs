//! Delimited text: one sheet without a name. A row is a logical record, so a line break inside quotes begins no new
//! one, and an empty line is an empty row.

use super::filler::Filler;
use super::{Grid, Refusal, value};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Records looked at to find the delimiter.
const RECORDS: usize = 50;

pub(super) fn read(text: &str, filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    // A mark of the end that old systems write.
    let bytes = text.trim_end_matches('\u{1A}').as_bytes();
    // Lines of a single field are no table but a letter, a list, anything.
    let delimiter = delimiter(bytes).ok_or(Refusal::NotAWorkbook)?;
    let mut grid = Grid::default();
    let mut records = Records {
        reader: ReaderBuilder::new().delimiter(delimiter).build(),
        rest: bytes,
        text: vec![0; 4096],
        ends: vec![0; 256],
    };
    let mut row = 0;
    while !records.rest.is_empty() {
        filler.step()?;
        if !records.skip_line_break() {
            let (length, fields) = records.read(filler)?;
            put(&records, length, fields, row, &mut grid, filler)?;
        }
        row += 1;
    }
    Ok(vec![grid])
}

/// The fields of the record just read, as cells.
fn put(
    records: &Records<'_>,
    length: usize,
    fields: usize,
    row: u32,
    grid: &mut Grid,
    filler: &mut Filler<'_>,
) -> Result<(), Refusal> {
    let mut start = 0;
    for (column, end) in (0..).zip(records.ends.iter().take(fields)) {
        let field = records.text.get(start..(*end).min(length)).unwrap_or_default();
        // Fields are cut out of valid text at ASCII characters.
        let field = std::str::from_utf8(field).map_err(|_| Refusal::Encoding)?;
        if let Some(cell) = value::written(field) {
            filler.put(grid, row, column, cell)?;
        }
        start = *end;
    }
    Ok(())
}

struct Records<'a> {
    reader: Reader,
    rest: &'a [u8],
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Records<'_> {
    /// The line break the text goes on with, if it does. The parser would pass over empty lines without a word.
    fn skip_line_break(&mut self) -> bool {
        let length = match self.rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.rest = self.rest.get(length..).unwrap_or_default();
        true
    }

    /// Reads one record, its line break included: how long its text is, and how many fields it has.
    fn read(&mut self, filler: &mut Filler<'_>) -> Result<(usize, usize), Refusal> {
        let (mut length, mut fields) = (0, 0);
        let mut at_the_end = false;
        loop {
            filler.step()?;
            // A last record without a line break is given one: if that does not end it, a quote was never closed.
            let input = if at_the_end { b"\n" } else { self.rest };
            let (text, ends) = (self.text.get_mut(length..), self.ends.get_mut(fields..));
            let (result, taken, written, ended) =
                self.reader.read_record(input, text.unwrap_or_default(), ends.unwrap_or_default());
            if !at_the_end {
                let last = taken.checked_sub(1).and_then(|last| self.rest.get(last)).copied();
                self.rest = self.rest.get(taken..).unwrap_or_default();
                if matches!(result, ReadRecordResult::Record)
                    && last == Some(b'\r')
                    && self.rest.first() == Some(&b'\n')
                {
                    self.rest = self.rest.get(1..).unwrap_or_default();
                }
            }
            length += written;
            fields += ended;
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => return Ok((length, fields)),
                ReadRecordResult::InputEmpty if at_the_end => return Err(Refusal::OpenQuote),
                ReadRecordResult::InputEmpty => at_the_end = true,
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
        }
    }
}

/// The delimiter most of the first records have outside quotes; of those that are as good, the one there are more of.
/// Nothing when there is none of them.
fn delimiter(bytes: &[u8]) -> Option<u8> {
    let candidates = [b',', b'\t', b';'];
    let (mut records, mut total, mut here) = ([0_usize; 3], [0_usize; 3], [0_usize; 3]);
    let (mut quoted, mut seen) = (false, 0);
    let last = bytes.len();
    for (at, byte) in bytes.iter().chain(b"\n").enumerate() {
        if let Some(which) = candidates.iter().position(|candidate| candidate == byte) {
            if !quoted && let Some(count) = here.get_mut(which) {
                *count += 1;
            }
        } else if *byte == b'"' {
            quoted = !quoted;
        } else if at == last || !quoted && matches!(byte, b'\n' | b'\r') {
            for ((records, total), here) in records.iter_mut().zip(&mut total).zip(&mut here) {
                *records += usize::from(*here > 0);
                *total += std::mem::take(here);
            }
            seen += 1;
            if seen >= RECORDS {
                break;
            }
        }
    }
    let ranks = records.iter().zip(&total).zip(candidates).filter(|((records, _), _)| **records > 0);
    // The comma stands first, and `max_by_key` takes the last of equals: hence the turn.
    ranks.rev().max_by_key(|((records, total), _)| (**records, **total)).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::workbook::tests::support::{cells, filler_of};

    fn read_text(text: &str) -> Result<Vec<(String, String)>, Refusal> {
        filler_of(|filler| read(text, filler)).map(|sheets| cells(&sheets[0]))
    }

    fn shown(text: &str) -> String {
        read_text(text).unwrap().into_iter().map(|(at, raw)| format!("{at}={raw}")).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn delimiters_are_found_and_quotes_kept_apart() {
        assert_eq!(shown("a,b\r\n1,2\r\n"), "A1=a|B1=b|A2=1|B2=2");
        assert_eq!(shown("a\tb,c\n1\t2\n"), "A1=a|B1=b,c|A2=1|B2=2");
        assert_eq!(shown("a;b\n\"1,5\";\"2,5\""), "A1=a|B1=b|A2=1,5|B2=2,5");
        assert_eq!(shown("a,\"x;y;z\"\n1,2"), "A1=a|B1=x;y;z|A2=1|B2=2");
        assert_eq!(read_text("这不是工作簿\n12"), Err(Refusal::NotAWorkbook));
    }

    #[test]
    fn a_row_is_a_logical_record() {
        assert_eq!(shown("a,\"x\r\n\"\"y\"\"\"\r\n1,2\r\n"), "A1=a|B1=x\r\n\"y\"|A2=1|B2=2");
        assert_eq!(shown("a,b\r\n\r\n1,2\n\n\n3,4\r5,6"), "A1=a|B1=b|A3=1|B3=2|A6=3|B6=4|A7=5|B7=6");
        assert_eq!(shown(",,\n,x"), "B2=x");
    }

    #[test]
    fn long_records_are_read_whole() {
        let long = format!("{},{}\n", "长".repeat(5000), vec!["1"; 1000].join(","));
        let all = read_text(&long).unwrap();
        assert_eq!((all.len(), all[0].1.chars().count(), all[1000].1.as_str()), (1001, 5000, "1"));
    }

    #[test]
    fn an_open_quote_is_refused() {
        assert_eq!(read_text("a,\"b\n1,2\n3,4"), Err(Refusal::OpenQuote));
    }
}
