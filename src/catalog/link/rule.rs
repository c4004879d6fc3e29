//! Rules.

use super::known::Names;
use crate::catalog::definition::{Indicator, Rule};
use crate::catalog::error::Problems;
use crate::catalog::gather::Group;
use crate::catalog::raw::RawRules;
use crate::model::IndicatorId;
use std::collections::BTreeMap;

pub fn link(
    _group: &Group<RawRules>,
    _indicators: &BTreeMap<IndicatorId, Indicator>,
    _names: &Names,
    _problems: &mut Problems,
) -> Vec<Rule> {
    Vec::new()
}
