//! Workbooks drawn in text, one line a row: `| a | b |`; any other line is one cell.

#![allow(dead_code, clippy::unwrap_used)] // Not every test uses every helper; helpers of tests fail by panicking.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// The cells of a line.
fn cells(line: &str) -> Vec<String> {
    match line.strip_prefix('|') {
        Some(rest) => {
            let rest = rest.strip_suffix('|').unwrap_or(rest);
            rest.split('|').map(|cell| cell.strip_prefix(' ').unwrap_or(cell).trim_end().to_owned()).collect()
        }
        None => vec![line.to_owned()],
    }
}

/// Sheets as drawn, by name: `<` belongs to the cell at its left, `^` to the one above; plain numbers are numbers, `50%%`
/// one shown as a percentage, `'5` a text. A sheet without a name keeps that of the program.
pub fn workbook(sheets: &[(&str, &[String])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, lines) in sheets {
        let page = book.add_worksheet();
        if !name.is_empty() {
            page.set_name(*name).unwrap();
        }
        draw(page, lines);
    }
    book.save_to_buffer().unwrap()
}

fn draw(page: &mut Worksheet, lines: &[String]) {
    let grid: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let at = |row: usize, column: usize| grid.get(row).and_then(|r| r.get(column)).map_or("", String::as_str);
    for (row, line) in grid.iter().enumerate() {
        for (column, text) in line.iter().enumerate() {
            if matches!(text.as_str(), "<" | "^" | "") {
                continue;
            }
            let width = (column + 1..).take_while(|c| at(row, *c) == "<").count();
            let height = (row + 1..).take_while(|r| at(*r, column) == "^").count();
            let (r, c) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            if width + height > 0 {
                let (last, right) = (r + u32::try_from(height).unwrap(), c + u16::try_from(width).unwrap());
                page.merge_range(r, c, last, right, "", &Format::new()).unwrap();
            }
            write(page, (r, c), text);
        }
    }
}

fn write(page: &mut Worksheet, (row, column): (u32, u16), text: &str) {
    let percent = text.strip_suffix("%%").and_then(|number| format!("{number}e-2").parse::<f64>().ok());
    match (percent, text.parse::<f64>()) {
        (Some(number), _) => {
            let format = Format::new().set_num_format("0.00%");
            page.write_number_with_format(row, column, number, &format).unwrap()
        }
        (_, Ok(number)) => page.write_number(row, column, number).unwrap(),
        (_, Err(_)) => page.write_string(row, column, text.strip_prefix('\'').unwrap_or(text)).unwrap(),
    };
}
