//! Who is compared: every member once, with one source.

use super::KnownForComparisons;
use crate::catalog::definition::{Desk, Member, MemberSource, PeerGroup};
use crate::catalog::error::{Problems, Source};
use crate::catalog::link::known::twice;
use crate::catalog::link::written::text;
use crate::catalog::raw::{Name, RawComparison, RawMember, RawPeerGroup};
use crate::finding::Said;
use crate::model::RegionCode;
use std::collections::BTreeSet;

/// The units of a desk first, then those that are listed.
pub fn of(
    source: &Source,
    raw: &RawComparison,
    known: &KnownForComparisons<'_>,
    problems: &mut Problems,
) -> Vec<Member> {
    let mut all = Vec::new();
    if let Some(desk) = raw.units_of.as_ref().and_then(|name| desk(source, name, known, problems)) {
        all.extend(desk.units.iter().filter(|unit| !unit.own).map(|unit| Member {
            id: unit.code.clone(),
            name: name_of(known, Some(desk), &unit.code).unwrap_or_else(|| unit.code.to_string()),
            source: MemberSource::Desk { desk: desk.id.clone(), region: unit.code.clone() },
            reference: false,
        }));
    }
    for one in &raw.members {
        let Some(member) = member(source, one, known, problems) else { continue };
        if all.iter().any(|other: &Member| other.id == member.id) {
            twice(source, &one.region, "成员", "member", problems);
        } else if member.reference && all.iter().any(|other| other.reference) {
            let said = Said::new("参照至多一个", "there is at most one reference");
            problems.add(source, &one.region.span(), said);
        } else {
            all.push(member);
        }
    }
    if all.iter().filter(|member| !member.reference).count() < 2 {
        let said = Said::new("参与比较的成员至少两个", "there must be two members to compare");
        problems.add(source, &raw.name.span(), said);
    }
    all
}

fn member(
    source: &Source,
    raw: &RawMember,
    known: &KnownForComparisons<'_>,
    problems: &mut Problems,
) -> Option<Member> {
    let id = RegionCode::new(&text(source, &raw.region, "region", problems));
    if id.as_str().contains(['/', ':', '@']) {
        let said = Said::new("region 里不能有 / : @", "region must not hold / : @");
        problems.add(source, &raw.region.span(), said);
    }
    let ways = [raw.desk.is_some(), raw.file.is_some(), raw.published].into_iter().filter(|way| *way).count();
    if ways != 1 {
        let said = Said::new(
            "写明数从哪里来：desk、file、published = true 三者写一个",
            "one of desk, file, published = true says where its values are from",
        );
        problems.add(source, &raw.region.span(), said);
        return None;
    }
    let stray = |given: &Option<Name>, with: &str, problems: &mut Problems| {
        if let Some(given) = given {
            let said = Said::new(format!("只与 {with} 同用"), format!("goes with {with} only"));
            problems.add(source, &given.span(), said);
        }
    };
    let mut of = None;
    let from = if let Some(name) = &raw.desk {
        stray(&raw.file_region, "file", problems);
        let desk = desk(source, name, known, problems)?;
        of = Some(desk);
        MemberSource::Desk { desk: desk.id.clone(), region: region(source, raw.unit.as_ref(), desk, problems) }
    } else if let Some(path) = &raw.file {
        stray(&raw.unit, "desk", problems);
        let region = raw.file_region.as_ref().map_or_else(|| id.clone(), |given| RegionCode::new(given.get_ref()));
        MemberSource::File { path: file(source, path, problems), region }
    } else {
        stray(&raw.unit, "desk", problems);
        stray(&raw.file_region, "file", problems);
        MemberSource::Published
    };
    let given = raw.name.as_ref().map(|name| text(source, name, "name", problems));
    let name = given.or_else(|| name_of(known, of, &id)).unwrap_or_else(|| {
        let said = Said::new("regions.toml 没有这个地区，须写 name", "not in regions.toml: give it a name");
        problems.add(source, &raw.region.span(), said);
        id.to_string()
    });
    Some(Member { id, name, source: from, reference: raw.reference })
}

fn desk<'a>(
    source: &Source,
    name: &Name,
    known: &KnownForComparisons<'a>,
    problems: &mut Problems,
) -> Option<&'a Desk> {
    known.desk_ids.expect(source, name, problems);
    known.desks.get(name.get_ref())
}

/// A unit of the desk, or all of it.
fn region(source: &Source, unit: Option<&Name>, desk: &Desk, problems: &mut Problems) -> RegionCode {
    let Some(name) = unit else { return desk.region.clone() };
    let found = desk.units.iter().find(|unit| unit.code.as_str() == name.get_ref());
    if found.is_none() {
        let zh = format!("统计台 {} 没有报送单位“{}”：写代码", desk.id, name.get_ref());
        let said = Said::new(zh, format!("{} has no unit \"{}\": write its code", desk.id, name.get_ref()));
        let codes = desk.units.iter().map(|unit| unit.code.as_str());
        problems.add(source, &name.span(), said.with_choices(name.get_ref(), codes));
    }
    found.map_or_else(|| desk.region.clone(), |unit| unit.code.clone())
}

/// A path below the working folder: nothing of the machine, nothing outside.
fn file(source: &Source, path: &Name, problems: &mut Problems) -> String {
    let given = text(source, path, "file", problems);
    let outside =
        given.starts_with(['/', '\\', '~']) || given.contains([':', '\\']) || given.split('/').any(|p| p == "..");
    let kind = given.ends_with(".csv") || given.ends_with(".xlsx");
    if outside || !kind {
        let said = Said::new(
            "写相对于工作目录的路径（用 /，不出工作目录），以 .csv 或 .xlsx 结尾",
            "a path below the working folder, with /, that ends with .csv or .xlsx",
        );
        problems.add(source, &path.span(), said);
    }
    given
}

/// The short name of a region.
fn name_of(known: &KnownForComparisons<'_>, desk: Option<&Desk>, code: &RegionCode) -> Option<String> {
    let of_unit = || {
        let unit = desk?.units.iter().find(|unit| unit.code == *code)?;
        unit.names.last().cloned()
    };
    known.regions.get(code).map(|region| region.short.clone()).or_else(of_unit)
}

pub fn peers(source: &Source, raw: &[RawPeerGroup], members: &[Member], problems: &mut Problems) -> Vec<PeerGroup> {
    let mut ids = BTreeSet::new();
    let ranked = || members.iter().filter(|member| !member.reference);
    let mut all = Vec::new();
    for group in raw {
        let id = text(source, &group.id, "id", problems);
        if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            let said = Said::new("键只用字母、数字、_ 和 -", "letters, digits, _ and - only");
            problems.add(source, &group.id.span(), said);
        }
        if !ids.insert(id.clone()) {
            twice(source, &group.id, "同类组", "peer group", problems);
        }
        let mut codes = Vec::new();
        for name in &group.members {
            match ranked().find(|member| member.id.as_str() == name.get_ref()) {
                Some(member) if codes.contains(&member.id) => twice(source, name, "成员", "member", problems),
                Some(member) => codes.push(member.id.clone()),
                None => {
                    let zh = format!("“{}”不是参与排名的成员", name.get_ref());
                    let said = Said::new(zh, format!("\"{}\" is no member that is ranked", name.get_ref()));
                    let choices = ranked().map(|member| member.id.as_str());
                    problems.add(source, &name.span(), said.with_choices(name.get_ref(), choices));
                }
            }
        }
        all.push(PeerGroup { id, name: text(source, &group.name, "name", problems), members: codes });
    }
    all
}
