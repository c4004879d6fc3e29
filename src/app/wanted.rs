//! Which of the values read from files are wanted. What is asked for and not among them is told, with what is.

use super::error::Error;
use super::session::range;
use crate::catalog::normalise;
use crate::finding::near::nearest;
use crate::ingest::Entry;
use crate::model::{IndicatorId, Measure, Month, Period};
use std::collections::BTreeSet;

/// What the command line asks for, in its words; what is empty asks for everything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub indicators: Vec<String>,
    pub regions: Vec<String>,
    pub measures: Vec<Measure>,
    /// A period, or a range of months `2021-01..2021-11`.
    pub period: Option<String>,
}

/// A period that is asked for, or every one within a range.
#[derive(Clone, Copy, Debug)]
enum When {
    One(Period),
    Within(Month, Month),
}

impl When {
    fn parse(text: &str) -> Result<Self, Error> {
        if let Some(range) = range(text)? {
            return Ok(Self::Within(range.first, range.last));
        }
        Period::parse(text).map(Self::One).map_err(|e| Error::new("error.period").with("period", e.0))
    }
    fn takes(self, period: Period) -> bool {
        let (first, last) = period.span();
        match self {
            Self::One(one) => one == period,
            Self::Within(from, to) => from <= first && last <= to,
        }
    }
}

impl Wanted {
    /// The entries asked for.
    ///
    /// # Errors
    /// A period that is none; something that no entry is of, with the nearest that there is; all of it together having none.
    pub fn among<'e>(
        &self,
        entries: &'e [Entry],
        name: &dyn Fn(&IndicatorId) -> String,
    ) -> Result<Vec<&'e Entry>, Error> {
        let indicators: BTreeSet<&IndicatorId> = entries.iter().map(|entry| &entry.indicator).collect();
        let indicators: Vec<[String; 2]> = indicators.into_iter().map(|id| [id.to_string(), name(id)]).collect();
        let regions: BTreeSet<[String; 2]> =
            entries.iter().map(|entry| [entry.region.code.to_string(), entry.region.name.clone()]).collect();
        let regions: Vec<[String; 2]> = regions.into_iter().collect();
        let ids = known("error.indicator_not_read", &self.indicators, &indicators)?;
        let codes = known("error.region_not_read", &self.regions, &regions)?;
        let when = self.period.as_deref().map(When::parse).transpose()?;
        let any = |list: &[String], one: &str| list.is_empty() || list.iter().any(|wanted| wanted == one);
        let takes = |entry: &&Entry| {
            any(&ids, entry.indicator.as_str())
                && any(&codes, entry.region.code.as_str())
                && (self.measures.is_empty() || self.measures.contains(&entry.measure))
                && when.is_none_or(|when| when.takes(entry.period))
        };
        let found: Vec<&Entry> = entries.iter().filter(takes).collect();
        if found.is_empty() && !entries.is_empty() { Err(Error::new("error.none_wanted")) } else { Ok(found) }
    }
}

/// The ids of what is asked for by id or name.
fn known(key: &'static str, wanted: &[String], there: &[[String; 2]]) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    for name in wanted {
        let is = |one: &&[String; 2]| one.iter().any(|known| normalise(known) == normalise(name));
        let found: Vec<String> = there.iter().filter(is).map(|[id, _]| id.clone()).collect();
        if found.is_empty() {
            let near = nearest(name, there.iter().map(|[_, known]| known.as_str()));
            return Err(Error::new(key).with("name", name).with("near", near).with("count", there.len()));
        }
        ids.extend(found);
    }
    Ok(ids)
}
