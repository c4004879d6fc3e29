//! Why a value stands apart, or nobody has a place: one clause each.

use super::view::View;
use crate::benchmark::{Apart, Reason, Standing, Unranked, definition_of};
use crate::catalog::{Approximate, Basis, Compared};
use crate::model::{Date, Missing, RegionCode};
use crate::report::mark;

/// All that holds against a member's value; its digits are marked.
pub fn said(view: &View<'_>, compared: &Compared, member: &RegionCode, reasons: &[Reason]) -> String {
    let told = |reason: &&Reason| {
        // Other years lie far apart: the distance says nothing more.
        !(matches!(reason, Reason::Date { .. }) && reasons.contains(&Reason::Year))
    };
    let alone = is_alone(view, compared, member).then(|| ALONE.to_owned());
    let all = reasons.iter().filter(told).map(|reason| one(view, compared, member, reason));
    all.chain(alone).collect::<Vec<_>>().join("；")
}

const ALONE: &str = "其他地区没有这项数";

/// Whether nobody else has a value.
fn is_alone(view: &View<'_>, compared: &Compared, member: &RegionCode) -> bool {
    let Some(standing) = view.standing(compared) else { return false };
    let own = standing.apart.iter().find(|apart| apart.member == *member);
    known(view, standing) == 1 && own.is_some_and(|own| is_known(view, own))
}

/// How many members have a value, comparable or not.
pub fn known(view: &View<'_>, standing: &Standing) -> usize {
    standing.entries.len() + standing.apart.iter().filter(|apart| is_known(view, apart)).count()
}

pub fn is_known(view: &View<'_>, apart: &Apart) -> bool {
    apart.value.as_ref().and_then(|key| view.figure(key)).is_some_and(|figure| figure.value.is_some())
}

/// What a set writes where a document does not say what it counts.
const SILENT: &str = "未注明";

fn one(view: &View<'_>, compared: &Compared, member: &RegionCode, reason: &Reason) -> String {
    let set = view.input.set;
    match reason {
        Reason::Nothing(why) => mark::name(why),
        Reason::Missing(missing) => missing_words(*missing).to_owned(),
        Reason::Definition { aspect, own, common } if own.contains(SILENT) => {
            mark::name(&format!("{aspect}{SILENT}，共同口径为“{common}”"))
        }
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
            let common = view.standing(compared).and_then(|standing| standing.as_of);
            let common = common.map_or_else(String::new, |day| format!("（{}）", mark::date(&day.chinese())));
            format!("与对标时点{common}相差{gap}天，超过{limit}天")
        }
        Reason::Year => year(view, compared, member),
        Reason::Denominator { shown, .. } if shown == "0" => ZERO.to_owned(),
        Reason::Denominator { shown, least } if least.is_empty() => format!("分母为{}，不能计算", mark::number(shown)),
        Reason::Denominator { shown, least } => {
            format!("分母为{}，不足{}，不宜排位", mark::number(shown), mark::number(least))
        }
        Reason::Approximate => match view.bound(compared, member) {
            Some(Approximate::OrMore | Approximate::Beyond) => "公布的是下限，不是准确值".to_owned(),
            Some(Approximate::AtMost) => "公布的是上限，不是准确值".to_owned(),
            Some(Approximate::AndMore | Approximate::Nearly) | None => "公布的是约数，不是准确值".to_owned(),
        },
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

const ZERO: &str = "分母为零，不能计算";

/// That a value is of another year than those that are compared: where these are too few for that, which years there are.
fn year(view: &View<'_>, compared: &Compared, member: &RegionCode) -> String {
    let year = |year: i32| mark::date(&format!("{year}年"));
    let Some(standing) = view.standing(compared) else { return "年份不同".to_owned() };
    let apart = standing.apart.iter().filter(|apart| is_known(view, apart));
    let apart: Vec<(&RegionCode, i32)> = apart.filter_map(|one| Some((&one.member, one.as_of?.year()))).collect();
    let own = apart.iter().find(|(id, _)| *id == member).map(|(_, own)| *own);
    let all = standing.entries.iter().map(|one| one.as_of.year()).chain(apart.iter().map(|(_, own)| *own));
    let mut all: Vec<i32> = all.collect();
    all.sort_unstable();
    let most = all.iter().map(|one| all.iter().filter(|other| *other == one).count()).max().unwrap_or(0);
    if let Some(Unranked::TooFew { least, .. }) = standing.unranked
        && u32::try_from(most).is_ok_and(|most| most < least)
    {
        all.dedup();
        let years: Vec<String> = all.into_iter().map(year).collect();
        return format!("各地年份不同（{}），不足{}个同年的", years.join("、"), mark::number(least));
    }
    match own.zip(standing.as_of) {
        Some((own, common)) => format!("是{}的数，可比的数是{}的", year(own), year(common.year())),
        None => "年份不同".to_owned(),
    }
}

/// The same in a few words, where all of it stands elsewhere: `口径不同（分母、床位）；是计划数`.
pub fn brief(view: &View<'_>, compared: &Compared, member: &RegionCode, reasons: &[Reason]) -> String {
    let aspects = |silent: bool, said: &str| {
        let all = reasons.iter().filter_map(|reason| match reason {
            Reason::Definition { aspect, own, .. } if own.contains(SILENT) == silent => Some(aspect.as_str()),
            _ => None,
        });
        let all: Vec<&str> = all.collect();
        (!all.is_empty()).then(|| format!("{said}（{}）", mark::name(&all.join("、"))))
    };
    let definition = [aspects(false, "口径不同"), aspects(true, "未注明口径")].into_iter().flatten();
    let target = definition_of(view.input.set, &compared.id, member).is_some_and(|own| own.basis == Basis::Target);
    let rest = reasons.iter().filter_map(|reason| match reason {
        Reason::Definition { .. } => None,
        // Other years lie far apart.
        Reason::Date { .. } if reasons.contains(&Reason::Year) => None,
        Reason::Basis if target => Some("是计划数".to_owned()),
        Reason::Unit { .. } => Some("单位不同".to_owned()),
        Reason::Date { .. } => Some("时点相差过大".to_owned()),
        Reason::Year => Some("年份不同".to_owned()),
        Reason::Approximate => Some(match view.bound(compared, member) {
            Some(Approximate::OrMore | Approximate::Beyond) => "是下限".to_owned(),
            Some(Approximate::AtMost) => "是上限".to_owned(),
            Some(Approximate::AndMore | Approximate::Nearly) | None => "是约数".to_owned(),
        }),
        Reason::DenominatorDay { .. } => Some("分母时点相差过大".to_owned()),
        Reason::Step { .. } => Some("分母太小".to_owned()),
        Reason::Doubt(_) => Some("含待核实的上报数".to_owned()),
        Reason::Denominator { shown, .. } if shown == "0" => Some(ZERO.to_owned()),
        Reason::Denominator { least, .. } if !least.is_empty() => Some(format!("分母不足{}", mark::number(least))),
        other => Some(one(view, compared, member, other)),
    });
    definition.chain(rest).collect::<Vec<_>>().join("，")
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
