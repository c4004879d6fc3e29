//! How each member stands, and where its value is from: two tidy sheets of `data.xlsx`.

use super::Run;
use crate::app::books::{columns, missing_words, tidy_number};
use crate::benchmark::{Apart, Entry, Observed, Reason, Standing, bound_of, dated_of};
use crate::catalog::{Approximate, Dated};
use crate::model::{Date, Decimal, FigureKey, IndicatorId, RegionCode};
use crate::render::xlsx::{TidyNote, TidySheet, TidyValue};

const STANDINGS: [(&str, bool); 14] = [
    ("indicator", false),
    ("indicator_name", false),
    ("group", false),
    ("region_code", false),
    ("region", false),
    ("state", false),
    ("value", true),
    ("unit", false),
    ("as_of", false),
    ("rank", true),
    ("of", true),
    ("band", false),
    ("marks", false),
    ("reasons", false),
];

const SOURCES: [(&str, bool); 6] = [
    ("indicator", false),
    ("region_code", false),
    ("region", false),
    ("figure", false),
    ("as_of", false),
    ("source", false),
];

/// Of one member, in one standing.
#[derive(Default)]
struct Told<'a> {
    value: Option<&'a FigureKey>,
    as_of: String,
    place: Option<&'a FigureKey>,
    band: String,
    marks: Vec<String>,
    reasons: Vec<String>,
}

impl Run<'_> {
    /// One row a member and a thing compared, also of those who stand apart.
    pub(super) fn standings(&self) -> TidySheet {
        let rows = self.benchmark.standings.iter().flat_map(|standing| {
            let state = if standing.unranked.is_some() { "unranked" } else { "ranked" };
            let ranked = standing.entries.iter().map(|entry| self.entry(standing, entry, state));
            let references = standing.references.iter().map(|entry| self.entry(standing, entry, "reference"));
            let apart = standing.apart.iter().map(|apart| self.apart(standing, apart));
            ranked.chain(references).chain(apart).collect::<Vec<_>>()
        });
        let note = |item: &str, meaning: &str| TidyNote { item: item.to_owned(), meaning: meaning.to_owned() };
        let note_rows = vec![
            note("state = ranked", "参与排位"),
            note("state = unranked", "可比，但这一项不排位（可比的成员太少、不分优劣、月份不一，或相差不到1个单位）"),
            note("state = reference", "参照，不参与排位"),
            note("state = apart", "不可比，原因见 reasons"),
            note("group", "只在这一组成员里比；空的是全部成员"),
            note("of", "参与排位的成员数"),
        ];
        TidySheet { name: "standings".to_owned(), columns: columns(&STANDINGS), rows: rows.collect(), note_rows }
    }

    fn entry(&self, standing: &Standing, entry: &Entry, state: &str) -> Vec<TidyValue> {
        let seen = self.observed.iter().find(|one| one.member == entry.member && one.indicator == standing.indicator);
        let doubt = seen.map_or(&[][..], |one| &one.doubt);
        let near: Vec<String> = entry.within_rounding.iter().map(|code| self.member_name(code)).collect();
        let marks = [
            entry.date_apart.then(|| "时点不同".to_owned()),
            entry.denominator_apart.map(|day| format!("分母时点不同：{day}")),
            (!doubt.is_empty()).then(|| format!("含待核实的上报数：{}", doubt.join("、"))),
            (!near.is_empty()).then(|| format!("与{}的先后在原文舍入误差之内", near.join("、"))),
        ];
        let told = Told {
            value: Some(&entry.value),
            as_of: self.day_known(&standing.indicator, &entry.member, Some(entry.as_of)),
            place: entry.place.as_ref(),
            band: entry.band.clone().unwrap_or_default(),
            marks: marks.into_iter().flatten().chain(entry.adjusted.clone()).collect(),
            reasons: Vec::new(),
        };
        self.told(standing, &entry.member, state, told)
    }

    fn apart(&self, standing: &Standing, apart: &Apart) -> Vec<TidyValue> {
        let told = Told {
            value: apart.value.as_ref(),
            as_of: self.day_known(&standing.indicator, &apart.member, apart.as_of),
            reasons: apart.reasons.iter().map(|one| self.reason(standing, apart, one)).collect(),
            ..Told::default()
        };
        self.told(standing, &apart.member, "apart", told)
    }

    fn told(&self, standing: &Standing, member: &RegionCode, state: &str, told: Told<'_>) -> Vec<TidyValue> {
        let text = |words: String| TidyValue::Text(words);
        let figure = told.value.and_then(|key| self.book.find(key));
        let place = told.place.and_then(|key| self.book.find(key));
        let of = place.map_or(TidyValue::Empty, |_| TidyValue::Number(Decimal::from(standing.entries.len()), 0));
        vec![
            text(standing.indicator.to_string()),
            text(self.compared_name(&standing.indicator).unwrap_or_default()),
            text(standing.group.clone().unwrap_or_default()),
            text(member.to_string()),
            text(self.member_name(member)),
            text(state.to_owned()),
            figure.map_or(TidyValue::Empty, |figure| tidy_number(&figure.exact_text())),
            text(figure.map(|figure| figure.unit.clone()).unwrap_or_default()),
            text(told.as_of),
            place.map_or(TidyValue::Empty, |figure| tidy_number(&figure.exact_text())),
            of,
            text(told.band),
            text(told.marks.join("；")),
            text(told.reasons.join("；")),
        ]
    }

    /// One row a value that was observed.
    pub(super) fn sources_sheet(&self) -> TidySheet {
        let row = |one: &Observed| {
            let cells = [
                one.indicator.to_string(),
                one.member.to_string(),
                self.member_name(&one.member),
                one.value.as_ref().map(ToString::to_string).unwrap_or_default(),
                self.day_known(&one.indicator, &one.member, one.as_of),
                one.source.clone(),
            ];
            cells.into_iter().map(TidyValue::Text).collect()
        };
        let rows = self.observed.iter().map(row).collect();
        TidySheet { name: "sources".to_owned(), columns: columns(&SOURCES), rows, note_rows: Vec::new() }
    }

    /// As well as it is known: `2021-11-30`, `2021-11`, `2021`.
    fn day_known(&self, indicator: &IndicatorId, member: &RegionCode, day: Option<Date>) -> String {
        let Some(day) = day else { return String::new() };
        match dated_of(&self.set, indicator, member) {
            Dated::Day => day.to_string(),
            Dated::Month => format!("{}-{:02}", day.year(), day.month()),
            Dated::Year => day.year().to_string(),
        }
    }

    /// Why a value stands apart, in short.
    fn reason(&self, standing: &Standing, apart: &Apart, reason: &Reason) -> String {
        match reason {
            Reason::Nothing(why) => why.clone(),
            Reason::Missing(missing) => missing_words(*missing).to_owned(),
            Reason::Definition { aspect, own, common } if own.contains("未注明") => {
                format!("{aspect}未注明，共同口径为{common}")
            }
            Reason::Definition { aspect, own, common } => format!("{aspect}不同：{own}，共同口径为{common}"),
            Reason::Basis => "时间口径不同，或是计划数".to_owned(),
            Reason::Unit { own } => format!("计量单位不同：{own}"),
            Reason::Date { days } => format!("与对标时点相差{}天", days.abs()),
            Reason::Year => "年份不同".to_owned(),
            Reason::Month { own, common } => format!("{own}，不是{common}"),
            Reason::DenominatorDay { day, days } => format!("分母是{day}的数，与分子相差{days}天"),
            Reason::Step { shown, unit } => format!("分母太小：1个单位合{shown}{unit}，超过居中一半地区的差距"),
            Reason::Beyond { bound, above: true } => format!("超过可能的最大值{bound}"),
            Reason::Beyond { bound, above: false } => format!("小于可能的最小值{bound}"),
            Reason::Denominator { shown, .. } if shown == "0" => "分母为零".to_owned(),
            Reason::Denominator { shown, least } if least.is_empty() => format!("分母为{shown}"),
            Reason::Denominator { shown, least } => format!("分母{shown}，不足{least}"),
            Reason::Approximate => match bound_of(&self.set, &standing.indicator, &apart.member) {
                Some(Approximate::OrMore | Approximate::Beyond) => "是下限，不是确数".to_owned(),
                Some(Approximate::AtMost) => "是上限，不是确数".to_owned(),
                Some(Approximate::AndMore | Approximate::Nearly) | None => "是约数，不是确数".to_owned(),
            },
            Reason::Doubt(whose) => format!("含待核实的上报数：{}", whose.join("、")),
        }
    }
}
