//! 催报 and 退回: one letter for every unit that owes something or has to correct something.

use super::edition::Output;
use super::error::Error;
use super::press::Press;
use super::session::Session;
use crate::catalog::Unit;
use crate::finding::Finding;
use crate::ingest::ReturnRecord;
use crate::model::{Date, Period, RegionCode};
use crate::report::{self, LetterInput};
use std::collections::BTreeSet;

/// Where the letters lie in an edition.
pub(super) const FOLDER: &str = "函";

impl Session {
    /// The letters of a period as PDF, in the order of the desk's units; none for a desk without `[letters]`.
    /// `register` may be of more months than the period; `findings` are those that count for it, `copied` the units
    /// that get an annotated copy of a return.
    ///
    /// # Errors
    /// A fault of a wording; a document that cannot be set.
    pub fn letters(
        &self,
        press: &Press,
        (period, as_of): (Period, Date),
        register: &[ReturnRecord],
        findings: &[Finding],
        copied: &BTreeSet<RegionCode>,
    ) -> Result<Vec<Output>, Error> {
        let (catalog, desk) = (&self.catalog, &self.desk);
        let mut outputs = Vec::new();
        for unit in &desk.units {
            let copied = copied.contains(&unit.code);
            let input = LetterInput { catalog, desk, unit, period, as_of, register, findings, copied };
            let document = report::letter(&input).map_err(|e| Error::new("error.document").with("reason", e))?;
            if let Some(document) = document {
                let bytes = press.letter(&document, as_of)?;
                outputs.push(Output { kind: "letter.pdf".into(), path: path(unit), bytes });
            }
        }
        Ok(outputs)
    }
}

/// `函/禹州市民政局.pdf`
fn path(unit: &Unit) -> String {
    let name = unit.names.first().map_or(unit.code.as_str(), String::as_str);
    let name: String =
        name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect();
    format!("{FOLDER}/{name}.pdf")
}
