//! What an office decides about a document before it goes out: its number, its readers, its seal.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What is absent is left out of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// 机关代字 of the 发文字号 (`许民`); none: the document has no number.
    pub series: Option<String>,
    /// The numbers the registry has given, by period (`2021-11`); of letters by period and unit (`2021-11/411081`).
    pub numbers: BTreeMap<String, u32>,
    /// The year each of them was given in: that of the document's date.
    pub years: BTreeMap<String, i32>,
    /// 份号, of six digits.
    pub copy: Option<String>,
    /// 密级和保密期限.
    pub secrecy: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// 发文机关; none: the desk's office.
    pub offices: Vec<String>,
    /// 签发人.
    pub signers: Vec<String>,
    /// Who puts the name under the text; none: the office.
    pub signed_by: Option<String>,
    /// 主送.
    pub to: Vec<String>,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// 报, 送, 发 of a bulletin.
    pub reported_to: Vec<String>,
    pub sent_to: Vec<String>,
    pub given_to: Vec<String>,
    /// 印发机关.
    pub printed_by: Option<String>,
    /// 共印份数.
    pub prints: Option<u32>,
    pub seal: Option<Seal>,
    /// When units are called in, in place of what the report says.
    pub summons: Option<super::Summons>,
    /// Working days to answer in; none: those in which a return is corrected.
    pub reply_days: Option<u8>,
    /// The unit a letter is about, by its code; none: the wording chooses.
    pub about: Option<crate::model::RegionCode>,
}

/// What is said of letters stands under the names of their wordings behind this.
const LETTERS: &str = "letters/";

impl Issue {
    /// What `documents.toml` calls the wording of a letter.
    pub fn of_letter(id: &str) -> String {
        format!("{LETTERS}{id}")
    }
    pub fn is_of_letter(name: &str) -> bool {
        name.starts_with(LETTERS)
    }
    /// `许民〔2021〕6号`; before the registry has given it, `许民〔2021〕　号` with room to write; none without a series.
    pub fn number(&self, given_for: &str, year: i32) -> Option<String> {
        let series = self.series.as_ref()?;
        let period = given_for.split_once('/').map_or(given_for, |(period, _)| period);
        let year = self.years.get(period).copied().unwrap_or(year);
        let given = self.numbers.get(given_for).map_or_else(|| "\u{3000}".to_owned(), ToString::to_string);
        Some(format!("{series}〔{year}〕{given}号"))
    }
}

/// The picture of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// PNG.
    pub png: Arc<[u8]>,
    /// As printed.
    pub millimetres: u32,
    /// Relative to `templates/`.
    pub file: String,
    /// Line and column in `documents.toml`: what only its pixels tell is told there.
    pub place: (usize, usize),
}
