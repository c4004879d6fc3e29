//! How much the rules of a desk notice.

use super::error::Error;
use super::reading::Progress;
use super::session::Session;
use crate::model::Month;
use crate::validation::{self, Mutation, Share, Slip};
use serde::Serialize;
use std::collections::BTreeMap;

impl Session {
    /// Changes every number of the year up to `last`, one at a time.
    ///
    /// # Errors
    /// I/O.
    pub fn mutate(&self, last: Month, progress: &dyn Progress) -> Result<Mutation, Error> {
        let reading = self.read(last, progress)?;
        let ledger = &reading.returns.ledger;
        Ok(validation::mutate(&self.catalog, &self.desk, &reading.facts, &reading.months, ledger))
    }
}

#[derive(Serialize)]
struct Document<'a> {
    this_year: BTreeMap<&'static str, Row>,
    last_year: BTreeMap<&'static str, Row>,
    /// Of this year, of last year.
    at_once: [BTreeMap<&'static str, Row>; 2],
    identity: Row,
    by_indicator: BTreeMap<&'a str, BTreeMap<&'static str, Row>>,
}

#[derive(Serialize)]
struct Row {
    made: u64,
    noticed: u64,
}

/// What was noticed, for programs.
pub fn mutation_json(mutation: &Mutation) -> Vec<u8> {
    let row = |share: &Share| Row { made: share.made, noticed: share.noticed };
    let rows = |shares: &BTreeMap<Slip, Share>| shares.iter().map(|(slip, share)| (slip.id(), row(share))).collect();
    let document = Document {
        this_year: rows(&mutation.this_year),
        last_year: rows(&mutation.last_year),
        at_once: [rows(&mutation.at_once.this_year), rows(&mutation.at_once.last_year)],
        identity: row(&mutation.identity),
        by_indicator: mutation.by_indicator.iter().map(|(id, shares)| (id.as_str(), rows(shares))).collect(),
    };
    // Numbers and texts only: nothing in it can fail to be written.
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
