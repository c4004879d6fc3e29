//! Defined names: of each table's body and of key figures, so that a formula elsewhere need not know a cell.

use crate::model::{Cell, FigureKey};
use std::collections::BTreeSet;

/// Longest name given; spreadsheets take 255.
const LENGTH: usize = 100;

/// Gives names every spreadsheet accepts, each unlike those before it (without regard to case).
#[derive(Default)]
pub(super) struct DefinedNames(BTreeSet<String>);

impl DefinedNames {
    /// `table_` and the table's id.
    pub(super) fn of_table(&mut self, id: &str) -> String {
        self.new_name(&format!("table_{id}"))
    }

    /// `figure_`, indicator and measure; with region and period where these are not enough.
    pub(super) fn of_figure(&mut self, key: &FigureKey) -> String {
        let short = legal(&format!("figure_{}_{}", key.indicator, key.measure));
        if self.0.insert(short.to_lowercase()) {
            return short;
        }
        self.new_name(&format!("{short}_{}_{}", key.region, key.period))
    }

    /// `data_` and the sheet's name: the table on it.
    pub(super) fn of_sheet(&mut self, name: &str) -> String {
        self.new_name(&format!("data_{name}"))
    }

    fn new_name(&mut self, wanted: &str) -> String {
        let stem = legal(wanted);
        let mut number = 1_usize;
        loop {
            let name = if number == 1 { stem.clone() } else { format!("{stem}_{number}") };
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Letters, digits and underscores: full stops are legal in one spreadsheet and not in another. The
/// word it begins with is long enough not to be read as a cell's address.
fn legal(wanted: &str) -> String {
    wanted.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(LENGTH).collect()
}

/// `='表1'!$A$5:$I$30`
pub(super) fn area(sheet: &str, from: Cell, to: Cell) -> String {
    let end = if from == to { String::new() } else { format!(":{}", fixed(to)) };
    format!("='{}'!{}{end}", sheet.replace('\'', "''"), fixed(from))
}

/// `$A$5`
fn fixed(cell: Cell) -> String {
    let address = cell.to_string();
    let digits = address.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    format!("${}${}", &address[..digits], &address[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_unlike_each_other() {
        let mut names = DefinedNames::default();
        assert_eq!(names.of_table("chart-ranking"), "table_chart_ranking");
        assert_eq!(names.of_table("chart_Ranking"), "table_chart_Ranking_2");
        let key = |text: &str| FigureKey::parse(text).unwrap();
        assert_eq!(names.of_figure(&key("411000/a.rate/ratio_ytd/2021-11")), "figure_a_rate_ratio_ytd");
        assert_eq!(names.of_figure(&key("XC-DCQ/a.rate/ratio_ytd/2021-11")), "figure_a_rate_ratio_ytd_XC_DCQ_2021_11");
    }

    #[test]
    fn an_area_is_fixed_and_its_sheet_quoted() {
        let cell = |text| Cell::parse(text).unwrap();
        assert_eq!(area("表1", cell("A5"), cell("AB30")), "='表1'!$A$5:$AB$30");
        assert_eq!(area("甲'乙", cell("C7"), cell("C7")), "='甲''乙'!$C$7");
    }
}
