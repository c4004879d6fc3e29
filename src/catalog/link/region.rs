//! Regions: parents and successors exist, names are unambiguous at any time.

use super::known::{Known, twice};
use crate::catalog::definition::Region;
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawRegion, RawRegions};
use crate::catalog::text::normalise;
use crate::finding::Said;
use crate::model::{Date, RegionCode};
use std::collections::BTreeMap;

pub fn link(group: &Group<RawRegions>, problems: &mut Problems) -> BTreeMap<RegionCode, Region> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let source = &file.source;
        let codes = file.raw.regions.iter().map(|r| r.code.get_ref());
        let known = Known::new("区域", "region", codes, &group.unread);
        for raw in &file.raw.regions {
            for other in [&raw.parent, &raw.successor].into_iter().flatten() {
                known.expect(source, other, problems);
            }
            let region = region(raw);
            check_code(source, &raw.code, problems);
            check_dates(source, raw, &region, problems);
            check_names(source, raw, &region, &all, problems);
            if all.insert(region.code.clone(), region).is_some() {
                twice(source, &raw.code, "区域代码", "region code", problems);
            }
        }
    }
    all
}

fn region(raw: &RawRegion) -> Region {
    let date = |name: &Option<Name>| name.as_ref().and_then(|n| Date::parse_iso(n.get_ref()));
    let code = |name: &Option<Name>| name.as_ref().map(|n| RegionCode::new(n.get_ref()));
    Region {
        code: RegionCode::new(raw.code.get_ref()),
        name: raw.name.get_ref().clone(),
        short: raw.short.clone().unwrap_or_else(|| raw.name.get_ref().clone()),
        aliases: raw.aliases.clone(),
        stat_code: raw.stat_code.clone(),
        parent: code(&raw.parent),
        valid_from: date(&raw.from),
        valid_to: date(&raw.to),
        successor: code(&raw.successor),
    }
}

fn check_code(source: &Source, code: &Name, problems: &mut Problems) {
    let text = code.get_ref();
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        let zh = format!("区域代码“{text}”只能用字母、数字和 -");
        problems.add(source, &code.span(), Said::new(zh, format!("\"{text}\": letters, digits and - only")));
    }
}

fn check_dates(source: &Source, raw: &RawRegion, region: &Region, problems: &mut Problems) {
    if let (Some(from), Some(to), Some(name)) = (region.valid_from, region.valid_to, &raw.to)
        && to < from
    {
        let said = Said::new(format!("撤销日期早于设立日期 {from}"), format!("ends before it begins on {from}"));
        problems.add(source, &name.span(), said);
    }
}

/// Two regions of the same time may not share a name.
fn check_names(
    source: &Source,
    raw: &RawRegion,
    region: &Region,
    before: &BTreeMap<RegionCode, Region>,
    problems: &mut Problems,
) {
    let names = |r: &Region| -> Vec<String> {
        [&r.name, &r.short].into_iter().chain(&r.aliases).map(|n| normalise(n)).collect()
    };
    let mine = names(region);
    for other in before.values().filter(|other| overlap(region, other)) {
        if let Some(shared) = names(other).into_iter().find(|n| mine.contains(n)) {
            let zh = format!("名称“{shared}”与 {} 相同", other.code);
            problems.add(source, &raw.name.span(), Said::new(zh, format!("\"{shared}\" also names {}", other.code)));
        }
    }
}

fn overlap(a: &Region, b: &Region) -> bool {
    let before = |x: &Region, y: &Region| x.valid_to.zip(y.valid_from).is_some_and(|(to, from)| to < from);
    !before(a, b) && !before(b, a)
}
