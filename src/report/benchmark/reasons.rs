//! Why a value stands apart, or nobody has a place: one clause each.

use super::view::View;
use crate::benchmark::{Reason, Unranked, definition_of};
use crate::catalog::{Basis, Compared};
use crate::model::{Date, Missing, RegionCode};
use crate::report::mark;

/// All that holds against a member's value; its digits are marked.
pub fn said(view: &View<'_>, compared: &Compared, member: &RegionCode, reasons: &[Reason]) -> String {
    let told = |reason: &&Reason| {
        // Other years lie far apart: the distance says nothing more.
        !(matches!(reason, Reason::Date { .. }) && reasons.contains(&Reason::Year))
    };
    reasons.iter().filter(told).map(|reason| one(view, compared, member, reason)).collect::<Vec<_>>().join("；")
}

fn one(view: &View<'_>, compared: &Compared, member: &RegionCode, reason: &Reason) -> String {
    let set = view.input.set;
    match reason {
        Reason::Nothing(why) => mark::name(why),
        Reason::Missing(missing) => missing_words(*missing).to_owned(),
        Reason::Definition { aspect, own, common } => mark::name(&format!("{aspect}为“{own}”，共同口径为“{common}”")),
        Reason::Basis => {
            let own = definition_of(set, &compared.id, member).map(|definition| definition.basis);
            match own {
                Some(Basis::Target) => "是计划数，不是实际达到的数".to_owned(),
                Some(own) => format!("是{}，共同口径为{}", basis(own), basis(compared.definition.basis)),
                None => format!("时间口径不是{}", basis(compared.definition.basis)),
            }
        }
        Reason::Unit { own } => mark::name(&format!("单位为“{own}”，共同口径为“{}”", compared.unit)),
        Reason::Date { days } => {
            let (gap, limit) = (mark::number(days.abs()), mark::number(set.apart_days));
            format!("时点与多数成员相差{gap}天，超过{limit}天")
        }
        Reason::Year => "与多数成员不是同一年的数".to_owned(),
        Reason::Denominator { shown, least } if least.is_empty() => format!("分母为{}，不能计算", mark::number(shown)),
        Reason::Denominator { shown, least } => {
            format!("分母为{}，不足{}，不宜排位", mark::number(shown), mark::number(least))
        }
        Reason::Approximate => "公布的是约数，不是准确值".to_owned(),
        Reason::Month { own, common } => mark::name(&format!("{own}，不是{common}")),
        Reason::DenominatorDay { day, days } => denominator_day(*day, *days, set.denominator_days),
        Reason::Beyond { bound, above } => beyond(bound, *above, &compared.unit),
        Reason::Step { shown, unit } => step(shown, unit),
        Reason::Doubt(whose) => format!("含{}待核实的上报数，核实前不排位", whose_names(whose)),
    }
}

fn denominator_day(day: Date, days: i64, limit: u32) -> String {
    let (day, days, limit) = (mark::date(&day.chinese()), mark::number(days), mark::number(limit));
    format!("分母是{day}的数，与分子相差{days}天，超过{limit}天")
}

fn step(shown: &str, unit: &str) -> String {
    format!("分母太小：{}个单位合{}，超过居中一半地区的差距", mark::number(1), mark::name(&format!("{shown}{unit}")))
}

fn beyond(bound: &str, above: bool, unit: &str) -> String {
    let bound = mark::name(&format!("{bound}{unit}"));
    if above { format!("超过可能的最大值{bound}") } else { format!("小于可能的最小值{bound}") }
}

/// The same in a few words, where all of it stands elsewhere: `口径不同（分母、床位）；是计划数`.
pub fn brief(view: &View<'_>, compared: &Compared, member: &RegionCode, reasons: &[Reason]) -> String {
    let aspects: Vec<&str> = reasons
        .iter()
        .filter_map(|reason| if let Reason::Definition { aspect, .. } = reason { Some(aspect.as_str()) } else { None })
        .collect();
    let definition = (!aspects.is_empty()).then(|| format!("口径不同（{}）", mark::name(&aspects.join("、"))));
    let target = definition_of(view.input.set, &compared.id, member).is_some_and(|own| own.basis == Basis::Target);
    let rest = reasons.iter().filter_map(|reason| match reason {
        Reason::Definition { .. } => None,
        // Other years lie far apart.
        Reason::Date { .. } if reasons.contains(&Reason::Year) => None,
        Reason::Basis if target => Some("是计划数".to_owned()),
        Reason::Unit { .. } => Some("单位不同".to_owned()),
        Reason::Date { .. } => Some("时点相差过大".to_owned()),
        Reason::Year => Some("年份不同".to_owned()),
        Reason::Approximate => Some("是约数".to_owned()),
        Reason::DenominatorDay { .. } => Some("分母时点相差过大".to_owned()),
        Reason::Step { .. } => Some("分母太小".to_owned()),
        Reason::Doubt(_) => Some("含待核实的上报数".to_owned()),
        Reason::Denominator { least, .. } if !least.is_empty() => Some(format!("分母不足{}", mark::number(least))),
        other => Some(one(view, compared, member, other)),
    });
    definition.into_iter().chain(rest).collect::<Vec<_>>().join("，")
}

/// So many are named; of more, how many they are.
const NAMED: usize = 3;

/// `建安区、襄城县`, `建安区、襄城县、鄢陵县等5个单位`
pub fn whose_names(whose: &[String]) -> String {
    let named = mark::name(&whose.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、"));
    if whose.len() > NAMED { format!("{named}等{}个单位", mark::number(whose.len())) } else { named }
}

/// As [`unranked`], in a few words.
pub fn briefly_unranked(why: &Unranked) -> String {
    match why {
        Unranked::TooFew { comparable, least } => {
            format!("可比的只有{}个，不足{}个", mark::number(comparable), mark::number(least))
        }
        Unranked::NoDirection => "高低不分优劣，不排位".to_owned(),
        Unranked::AllEqual | Unranked::Months | Unranked::Steps => unranked(why),
    }
}

fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::NotReported => "没有报来",
        Missing::NotApplicable => "不能计算或不适用",
        Missing::Suppressed => "不宜公布",
        Missing::Unreadable => "来源的内容无法识别",
        Missing::Incomplete => "合计不完整，有单位未报",
    }
}

/// Of which time a value is.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stock => "时点数",
        Basis::Month => "当月数",
        Basis::Ytd => "本年累计数",
        Basis::Year => "全年数",
        Basis::Target => "计划数",
    }
}

/// Why nobody has a place; its digits are marked.
pub fn unranked(why: &Unranked) -> String {
    match why {
        Unranked::TooFew { comparable: 0, .. } => "没有可比的数，不排位".to_owned(),
        Unranked::TooFew { comparable, least } => {
            format!("可比的数只有{}个，不足{}个，不排位", mark::number(comparable), mark::number(least))
        }
        Unranked::NoDirection => "高低不分优劣，只列数值，不排位".to_owned(),
        Unranked::AllEqual => "各地数值相同，不排位".to_owned(),
        Unranked::Steps => format!("居中一半地区相差不到{}个单位，不排位次", mark::number(1)),
        Unranked::Months => "各地的数不是同一个月的，没有过半数的月份，不排位".to_owned(),
    }
}
