//! Whom a row names: the section that leads, the responsible units and the leader; and whether a target names the same.

use super::rows::Row;
use std::collections::BTreeSet;
use yuebao::catalog::Target;

/// Where a target is another's than its row says. A row that names nobody asks nothing.
pub fn differences(row: &Row, target: &Target) -> Vec<String> {
    let mut faults = Vec::new();
    let leader = target.leader.as_deref().unwrap_or_default();
    if !row.leader.is_empty() && row.leader != leader {
        faults.push(format!("分管领导应为 {}，写作“{leader}”", row.leader));
    }
    let (lead, units) = named(&row.responsible_units);
    if let Some(lead) = lead.filter(|lead| *lead != plain(&target.lead)) {
        faults.push(format!("牵头科室应为 {lead}，写作 {}", target.lead));
    }
    faults.extend(of_units(&units, &target.responsible));
    faults
}

/// The section that leads, where one is said to, and the responsible units.
fn named(text: &str) -> (Option<String>, String) {
    let text = plain(text);
    if let Some(after) = text.strip_prefix("牵头:") {
        let (lead, units) = after.split_once(';').unwrap_or((after, ""));
        let units = ["责任单位:", "责任:"].into_iter().find_map(|mark| units.strip_prefix(mark)).unwrap_or(units);
        return (Some(lead.to_owned()), units.to_owned());
    }
    match text.split_once("(牵头)") {
        Some((lead, units)) => (Some(lead.to_owned()), units.to_owned()),
        None => (None, text),
    }
}

/// Each unit of the row is one of the target's, and each of the target's is the row's; 等 leaves a row's list open.
fn of_units(said: &str, written: &str) -> Vec<String> {
    let (said, written) = (pieces(said), pieces(written));
    let open = said.iter().any(|unit| unit.ends_with('等'));
    let said: BTreeSet<String> = said.iter().map(|unit| unit.trim_end_matches('等').to_owned()).collect();
    let missing = said.difference(&written).map(|unit| format!("责任单位中没有 {unit}"));
    let added = written.difference(&said).filter(|_| !open && !said.is_empty());
    missing.chain(added.map(|unit| format!("责任单位 {unit} 不见于原文"))).collect()
}

/// The units of a list; what is bracketed belongs to its unit: 各县(市、区)民政局.
fn pieces(text: &str) -> BTreeSet<String> {
    let (mut pieces, mut piece, mut inside) = (BTreeSet::new(), String::new(), false);
    for c in plain(text).chars() {
        match c {
            '(' | ')' => inside = c == '(',
            '、' | ',' | ';' if !inside => {
                pieces.insert(std::mem::take(&mut piece));
            }
            c => piece.push(c),
        }
    }
    pieces.insert(piece);
    pieces.remove("");
    pieces
}

/// Without spaces, its marks of half width.
fn plain(text: &str) -> String {
    let half = |c| match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '；' => ';',
        '，' => ',',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

#[test]
fn who_leads_and_who_is_responsible_are_told_apart() {
    let both = |lead: &str, units: &str| (Some(lead.to_owned()), units.to_owned());
    assert_eq!(named("局人事科(牵头)、养老科，直属各单位"), both("局人事科", "、养老科,直属各单位"));
    assert_eq!(named("牵头:甲科;责任:乙科,各县(市、区)民政局"), both("甲科", "乙科,各县(市、区)民政局"));
    assert_eq!(named("牵头:甲科；责任单位：彩票中心"), both("甲科", "彩票中心"));
    assert_eq!(named("牵头:甲科"), both("甲科", ""));
    assert_eq!(named("凉山州"), (None, "凉山州".to_owned()));
}

#[test]
fn a_unit_more_or_less_is_a_difference() {
    assert!(of_units("、乙科，各县(市、区)民政局", "乙科、各县（市、区）民政局").is_empty());
    assert_eq!(of_units("乙科", "各乙科"), ["责任单位中没有 乙科", "责任单位 各乙科 不见于原文"]);
    assert_eq!(of_units("乙科、丙科", "乙科"), ["责任单位中没有 丙科"]);
    assert_eq!(of_units("乙科等,丙局", "乙科、丁科"), ["责任单位中没有 丙局"], "等 leaves the list open");
    assert!(of_units("", "乙科").is_empty(), "nobody is named");
}
