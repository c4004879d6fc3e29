//! Head paths: how the heads on a sheet are held against those of a form.

use crate::catalog::{MeasureUnit, head_path, normalise};
use std::collections::BTreeMap;

type Units = BTreeMap<String, MeasureUnit>;

/// Bytes of the longest text that is looked up as a unit.
const LONGEST_UNIT: usize = 36;

/// The heads over a column from the top down, normalised, repeats taken out.
pub(super) type Path = Vec<String>;

/// How a path answers a head of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// How closely: levels that agree, and whether to the letter.
    pub strength: (usize, bool),
    /// What stands where the form has a `*`.
    pub star: Option<String>,
    /// The unit in brackets at the end of the path, when the form's head does not name it.
    pub unit: Option<String>,
}

/// A level without the unit in brackets behind it: `金额(万元)` → `金额`, `万元`.
pub(super) fn split_unit<'t>(level: &'t str, units: &Units) -> Option<(&'t str, String)> {
    let inside = level.strip_suffix(')')?;
    let at = inside.rfind('(')?;
    let (name, unit) = (inside.get(..at)?, inside.get(at + 1..)?);
    let unit = unit.rsplit(':').next().unwrap_or(unit);
    let known = units.keys().find(|known| normalise(known) == unit)?;
    (!name.is_empty()).then(|| (name, known.clone()))
}

/// The unit that a level (normalised) is, with or without brackets, and nothing else.
pub(super) fn unit_alone(level: &str, units: &Units) -> Option<String> {
    let name = level.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(level);
    let known = || units.keys().find(|known| normalise(known) == name);
    (level.len() <= LONGEST_UNIT).then(known)?.cloned()
}

/// Whether the last levels of `path` are those of `head`, whole words only. A unit in brackets may stand on either
/// side or on both.
pub(super) fn matches(path: &[String], head: &[String], units: &Units) -> Option<Match> {
    let count = head.len();
    let tail = path.len().checked_sub(count).and_then(|at| path.get(at..)).filter(|tail| !tail.is_empty());
    let levels = tail.and_then(|tail| by_levels(tail, head, units));
    // A unit over a group of columns is that of each.
    let levels = levels.map(|found| Match { unit: found.unit.clone().or_else(|| unit_of(path, units)), ..found });
    // The lowest level may be the unit alone.
    let levels = levels.or_else(|| {
        let (last, above) = path.split_last().filter(|(_, above)| above.len() >= count)?;
        let unit = unit_alone(last, units)?;
        let found = by_levels(above.get(above.len() - count..)?, head, units)?;
        Some(Match { strength: (count, false), star: found.star, unit: Some(unit) })
    });
    // A slash may stand inside a head on the sheet, where the form's path takes it for a step down.
    levels.or_else(|| {
        let joined = path.last().filter(|_| count > 1)?;
        (head_path(joined) == head).then(|| Match { strength: (count, true), star: None, unit: unit_of(path, units) })
    })
}

fn by_levels(tail: &[String], head: &[String], units: &Units) -> Option<Match> {
    let mut found = Match { strength: (head.len(), true), star: None, unit: unit_of(tail, units) };
    for (level, wanted) in tail.iter().zip(head) {
        if wanted == "*" {
            found.star = Some(split_unit(level, units).map_or_else(|| level.clone(), |(name, _)| name.to_owned()));
        } else if level != wanted {
            let bare =
                |text: &str| split_unit(text, units).map_or_else(|| text.to_owned(), |(name, _)| name.to_owned());
            if bare(level) != bare(wanted) {
                return None;
            }
            found.strength.1 = false;
        }
    }
    Some(found)
}

/// The unit a path names: in brackets, behind a name or alone, the lowest level first.
fn unit_of(path: &[String], units: &Units) -> Option<String> {
    path.iter().rev().find_map(|level| {
        let behind = split_unit(level, units).map(|(_, unit)| unit);
        behind.or_else(|| level.starts_with('(').then(|| unit_alone(level, units))?)
    })
}

/// The closest of several heads.
pub(super) fn best<'h>(
    path: &[String],
    heads: impl IntoIterator<Item = &'h Vec<String>>,
    units: &Units,
) -> Option<Match> {
    heads.into_iter().filter_map(|head| matches(path, head, units)).max_by_key(|found| found.strength)
}

/// The same for heads written as texts.
pub(super) fn is_one_of(path: &[String], heads: &[String], units: &Units) -> bool {
    heads.iter().any(|head| matches(path, &head_path(head), units).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decimal;

    fn units() -> Units {
        ["元", "万元", "元/人·月"]
            .map(|name| {
                (name.to_owned(), MeasureUnit { name: name.to_owned(), base: name.to_owned(), factor: Decimal::ONE })
            })
            .into()
    }

    fn path(levels: &[&str]) -> Path {
        levels.iter().map(|level| normalise(level)).collect()
    }

    #[test]
    fn the_last_levels_are_held_against_whole_words() {
        let month = path(&["临时救助", "本月", "金额（万元）"]);
        let found = |head: &str| matches(&month, &head_path(head), &units());
        assert_eq!(found("本月/金额").unwrap().unit.as_deref(), Some("万元"));
        assert_eq!(found("金额（万元）").unwrap().strength, (1, true));
        assert_eq!(found("金额（元）").unwrap().strength, (1, false));
        assert_eq!(found("额"), None);
        assert_eq!(found("累计/金额"), None);
        assert_eq!(found("社会救助/临时救助/本月/金额"), None);
    }

    #[test]
    fn a_unit_may_be_a_level_of_its_own() {
        let (plain, marked) = (path(&["救助", "金额", "万元"]), path(&["救助", "金额", "（元）"]));
        assert_eq!(matches(&plain, &head_path("金额"), &units()).unwrap().unit.as_deref(), Some("万元"));
        assert_eq!(matches(&marked, &head_path("救助/金额"), &units()).unwrap().unit.as_deref(), Some("元"));
        assert_eq!(matches(&plain, &head_path("*/万元"), &units()).unwrap().star.as_deref(), Some("金额"));
        assert_eq!(matches(&plain, &head_path("救助"), &units()), None);
        assert_eq!(matches(&marked, &head_path("金额/（元）"), &units()).unwrap().unit.as_deref(), Some("元"));
    }

    #[test]
    fn a_star_reads_its_level() {
        let found = matches(&path(&["魏都区", "本年累计"]), &head_path("*/本年累计"), &units()).unwrap();
        assert_eq!(found.star.as_deref(), Some("魏都区"));
    }

    #[test]
    fn a_slash_inside_a_head_or_a_unit_is_no_step() {
        assert!(matches(&path(&["人均补差(元/人·月)"]), &head_path("人均补差（元/人·月）"), &units()).is_some());
        assert!(matches(&path(&["人数/户数"]), &head_path("人数/户数"), &units()).is_some());
    }
}
