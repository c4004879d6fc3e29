//! Which indicators no rule looks at, and which are held against nothing but themselves.

use super::finding_lines::fill;
use super::terminal::{WIDTH, wrap};
use crate::catalog::{Catalog, Domain, Indicator};
use crate::finding::Lang;
use crate::model::IndicatorId;
use std::collections::{BTreeMap, BTreeSet};

/// The lists, by file; nothing where every indicator is held against another.
pub fn lines(catalog: &Catalog, lang: Lang) -> Vec<String> {
    let (any, other) = touched(catalog);
    let mut lines = Vec::new();
    let untouched = |id: &IndicatorId| !any.contains(id);
    let alone = |id: &IndicatorId| any.contains(id) && !other.contains(id);
    list("check.untouched", catalog, &untouched, lang, &mut lines);
    list("check.alone", catalog, &alone, lang, &mut lines);
    lines
}

/// The indicators some rule or check looks at, and those that some rule names beside others or for themselves alone.
fn touched(catalog: &Catalog) -> (BTreeSet<&IndicatorId>, BTreeSet<&IndicatorId>) {
    let (mut any, mut other): (BTreeSet<&IndicatorId>, BTreeSet<&IndicatorId>) = Default::default();
    for rule in &catalog.rules {
        let references = rule.expr.references();
        let named = references.iter().filter_map(|reference| catalog.indicator_named(&reference.name));
        other.extend(named.map(|indicator| &indicator.id));
        if let Domain::Indicators(ids) = &rule.domain {
            any.extend(ids);
        }
    }
    any.extend(catalog.checks.indicators());
    any.extend(&other);
    (any, other)
}

fn list(key: &str, catalog: &Catalog, wanted: &dyn Fn(&IndicatorId) -> bool, lang: Lang, lines: &mut Vec<String>) {
    let mut by_file: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for indicator in catalog.indicators.values().filter(|indicator: &&Indicator| wanted(&indicator.id)) {
        by_file.entry(&indicator.topic).or_default().push(&indicator.name);
    }
    let count: usize = by_file.values().map(Vec::len).sum();
    if count == 0 {
        return;
    }
    lines.push(fill(key, &[("count", &count)], lang));
    for (topic, names) in by_file {
        let text = format!("{topic}（{}）：{}", names.len(), names.join("、"));
        lines.extend(wrap(&text, WIDTH - 4).into_iter().enumerate().map(|(at, row)| match at {
            0 => format!("  {row}"),
            _ => format!("    {row}"),
        }));
    }
}
