//! What a file's name says of whose return it is, of when, and of which sheet.

use super::identity::names;
use super::period_text::{self, Span};
use super::scope::Scope;
use crate::catalog::{Catalog, Desk, Unit, normalise};
use crate::finding::Finding;
use crate::model::{Month, RegionCode};

/// The name without its folder and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The unit whose name or code the file's name starts with, perhaps behind a date; the longest wins.
pub(super) fn unit<'a>(scope: &Scope<'_>, desk: &'a Desk) -> Option<&'a Unit> {
    let name = normalise(stem(&scope.file.path));
    let at_start = |text: &str| unit_at_start(scope, desk, text).map(|(_, unit)| unit);
    at_start(&name).or_else(|| at_start(behind_date(&name)))
}

/// The text without the numbers and the marks it begins with: `11月`, `2021-11_`, `（`.
fn behind_date(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphabetic() || "年月份一二三四五六七八九十〇○零".contains(c))
}

/// The unit a text begins with, and how long its name is in it.
fn unit_at_start<'a>(scope: &Scope<'_>, desk: &'a Desk, text: &str) -> Option<(usize, &'a Unit)> {
    let fits = |unit: &&'a Unit| {
        let known = names(scope, unit).into_iter().chain(std::iter::once(normalise(unit.code.as_str())));
        known.filter(|known| text.starts_with(known.as_str())).map(|known| known.len()).max()
    };
    let known = desk.units.iter().filter_map(|unit| fits(&unit).map(|length| (length, unit)));
    known.max_by_key(|(length, _)| *length)
}

/// Whether a unit is named anywhere in the file's name. A name within a longer one (安县 in 潮安县) is none.
fn is_named(scope: &Scope<'_>, desk: &Desk, wanted: &Unit) -> bool {
    let name = normalise(stem(&scope.file.path));
    let mut rest = name.as_str();
    while let Some(first) = rest.chars().next() {
        let found = unit_at_start(scope, desk, rest);
        if found.is_some_and(|(_, unit)| unit.code == wanted.code) {
            return true;
        }
        let step = found.map_or(first.len_utf8(), |(length, _)| length);
        rest = rest.get(step..).unwrap_or_default();
    }
    false
}

/// The month the file's name says, when it says one: `10月`, `2021-10`, `1—10月`.
pub(super) fn month(scope: &Scope<'_>) -> Option<Month> {
    let found = period_text::find(stem(&scope.file.path))?;
    let (Span::Month(month) | Span::To(month)) = found.span? else { return None };
    Month::new(found.year.unwrap_or_else(|| scope.file.month.year()), month)
}

/// Tells where the file's name is not of the unit and the month its content counts for. Gives the unit it names instead.
pub(super) fn disagreements(
    scope: &Scope<'_>,
    desk: &Desk,
    counted: &Unit,
    findings: &mut Vec<Finding>,
) -> Option<RegionCode> {
    if let Some(month) = month(scope).filter(|month| *month != scope.file.month) {
        let finding = scope.about_file("identity.file_period").of(&counted.code);
        findings.push(finding.with("found", month).with("expected", scope.file.month));
    }
    let other = unit(scope, desk).filter(|other| other.code != counted.code)?;
    if is_named(scope, desk, counted) {
        return None;
    }
    let name = |unit: &Unit| scope.catalog.region_name(&unit.code);
    let finding = scope.about_file("identity.file_unit").of(&counted.code);
    findings.push(finding.with("found", name(other)).with("unit", name(counted)));
    Some(other.code.clone())
}

/// Words of a file's name that a sheet's name may have.
const WORDS: usize = 4;

/// What a file of one nameless sheet may call it: words of its name, without the unit and the date before them.
pub(super) fn sheet_names(catalog: &Catalog, path: &str) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || "-_—－()（）[]【】、，,.+".contains(c);
    let words: Vec<&str> = stem(path).split(is_between).filter(|word| !word.is_empty()).collect();
    let units = unit_names(catalog);
    let mut all = Vec::new();
    for from in 0..words.len() {
        for to in from..words.len().min(from + WORDS) {
            let run = normalise(&words.get(from..=to).unwrap_or_default().concat());
            let longest = units.iter().filter(|name| run.starts_with(name.as_str())).map(String::len).max();
            all.extend(longest.and_then(|length| run.get(length..)).map(|rest| behind_date(rest).to_owned()));
            all.push(run);
        }
    }
    all
}

fn unit_names(catalog: &Catalog) -> Vec<String> {
    let of_desks = catalog.desks.values().flat_map(|desk| &desk.units).flat_map(|unit| &unit.names);
    let of_regions = catalog.regions.values().flat_map(|region| [&region.name, &region.short]);
    of_desks.chain(of_regions).map(|name| normalise(name)).filter(|name| !name.is_empty()).collect()
}
