//! The radar a comparison set may ask for: only what such a chart can show truly. Few members, a handful of spokes, each
//! of them something that is ranked, so that all point one way on one scale.

use super::super::known::twice;
use crate::catalog::definition::{Compared, FEWEST_SPOKES, MOST_RADAR_MEMBERS, MOST_SPOKES, Member, RadarOf};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawRadar};
use crate::finding::Said;
use crate::model::{IndicatorId, RegionCode};

pub fn of(
    source: &Source,
    raw: &RawRadar,
    members: &[Member],
    compared: &[Compared],
    problems: &mut Problems,
) -> RadarOf {
    let asked = raw.members.get_ref().len();
    if !(1..=MOST_RADAR_MEMBERS).contains(&asked) {
        let zh = format!(
            "雷达图画 1 至 {MOST_RADAR_MEMBERS} 个成员，这里是 {asked} 个：再多就分不清，请改用 heat 或 dots 图"
        );
        let en = format!("a radar shows 1 to {MOST_RADAR_MEMBERS} members, not {asked}: use a heat or dots chart");
        problems.add(source, &raw.members.span(), Said::new(zh, en));
    }
    let spokes = raw.indicators.get_ref().len();
    if !(FEWEST_SPOKES..=MOST_SPOKES).contains(&spokes) {
        let zh = format!("雷达图要 {FEWEST_SPOKES} 至 {MOST_SPOKES} 个轴，这里是 {spokes} 个");
        let en = format!("a radar has {FEWEST_SPOKES} to {MOST_SPOKES} axes, not {spokes}");
        problems.add(source, &raw.indicators.span(), Said::new(zh, en));
    }
    let mut chosen = RadarOf { members: Vec::new(), indicators: Vec::new() };
    for name in raw.members.get_ref() {
        match members.iter().find(|member| !member.reference && member.id.as_str() == name.get_ref()) {
            Some(member) if chosen.members.contains(&member.id) => twice(source, name, "成员", "member", problems),
            Some(member) => chosen.members.push(RegionCode::clone(&member.id)),
            None => {
                let ranked = members.iter().filter(|member| !member.reference).map(|member| member.id.as_str());
                unknown(source, name, ("参与排名的成员", "member that is ranked"), ranked, problems);
            }
        }
    }
    for name in raw.indicators.get_ref() {
        match compared.iter().find(|one| one.id.as_str() == name.get_ref()) {
            Some(one) if chosen.indicators.contains(&one.id) => twice(source, name, "轴", "axis", problems),
            Some(one) if one.better.is_none() => {
                let zh = format!("“{}”没有写 better，不排名：雷达图的轴要有好坏之分，才能同向", one.name);
                let said = Said::new(zh, format!("{} has no `better`: the axes of a radar must point one way", one.id));
                problems.add(source, &name.span(), said);
            }
            Some(one) => chosen.indicators.push(IndicatorId::clone(&one.id)),
            None => {
                let ids = compared.iter().map(|one| one.id.as_str());
                unknown(source, name, ("本对标集的 indicators", "indicator of the set"), ids, problems);
            }
        }
    }
    chosen
}

fn unknown<'a>(
    source: &Source,
    name: &Name,
    (zh, en): (&str, &str),
    choices: impl Iterator<Item = &'a str>,
    problems: &mut Problems,
) {
    let given = name.get_ref();
    let said = Said::new(format!("“{given}”不是{zh}"), format!("\"{given}\" is no {en}"));
    problems.add(source, &name.span(), said.with_choices(given, choices));
}
