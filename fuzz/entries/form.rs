//! A form nobody knows, and what it makes of small files: one for anyone, and one with the very heads it asks for.

use super::{reading, templates};
use std::fmt::Write;
use yuebao::catalog::{Form, TableBinding};

const BOOK: &str = "魏都区2021年11月,,,\n指标,单位,本月,累计\n结婚登记,对,286,3104\n死亡人数,人,71,\n合计,,1,2\n";

pub fn form(bytes: &[u8]) {
    match templates::with_form(bytes, reading::bounds()) {
        Ok(catalog) => {
            let _ = reading::read(&catalog, BOOK.as_bytes());
            let _ = reading::read(&catalog, filled(templates::form(&catalog)).as_bytes());
        }
        Err(errors) => {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!(!errors.is_empty());
            for error in errors {
                assert!((1..=lines + 1).contains(&error.line) && error.column >= 1, "{error}");
                assert!(!error.message_zh.is_empty() && !error.message_en.is_empty(), "{error}");
            }
        }
    }
}

/// What may stand where a form leaves a name open.
const NAMES: [&str; 6] = ["魏都区", "2021年10月", "本月数", "死亡人数", "11月", "甲镇"];
const VALUES: [&str; 6] = ["12", "1,234", "3.5万元", "—", "三千", "0.5"];

/// The tables of a form, filled in.
fn filled(form: &Form) -> String {
    let mut file = "魏都区2021年11月\n单位：万元\n".to_owned();
    for field in &form.fields {
        line(&mut file, [field.labels.first().map_or("", String::as_str), "143人次"]);
    }
    for table in &form.tables {
        line(&mut file, table.above.iter().map(String::as_str));
        heads(table, &mut file);
        let labels = table.rows.iter().filter_map(|row| Some((row.labels.first()?, row.code.as_str())));
        let all = [&table.totals, &table.subtotals, &table.skip, &table.end];
        let known = labels.chain(all.into_iter().flatten().map(|label| (label, "1")));
        let open = NAMES.iter().map(|name| ((*name).to_owned(), "2"));
        let rows: Vec<(String, &str)> = open.chain(known.map(|(label, code)| (label.clone(), code))).collect();
        for (number, (label, code)) in rows.iter().enumerate() {
            let values = (0..table.columns.len()).map(|column| VALUES[(number + column) % VALUES.len()]);
            line(&mut file, [label, *code, "元"].into_iter().chain(values));
        }
    }
    file
}

/// As many lines as the deepest head has levels; the head of the row names on the last.
fn heads(table: &TableBinding, file: &mut String) {
    let paths: Vec<&[String]> =
        table.columns.iter().map(|column| column.heads.first().map_or(&[][..], Vec::as_slice)).collect();
    let depth = paths.iter().map(|path| path.len()).max().unwrap_or(1).clamp(1, 6);
    for level in (0..depth).rev() {
        let last = level == 0;
        let own = [&table.label_heads, &table.code_heads, &table.unit_heads];
        let own = own.map(|heads| heads.first().filter(|_| last).map_or("", String::as_str));
        let columns = paths.iter().enumerate().map(|(number, path)| {
            let head = path.len().checked_sub(level + 1).and_then(|at| path.get(at)).map_or("", String::as_str);
            if head == "*" { NAMES[number % NAMES.len()] } else { head }
        });
        line(file, own.into_iter().chain(columns));
    }
}

fn line<'t>(file: &mut String, cells: impl IntoIterator<Item = &'t str>) {
    for cell in cells {
        let _ = write!(file, "\"{}\",", cell.replace('"', "\"\""));
    }
    file.push('\n');
}
