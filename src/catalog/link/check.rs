//! Checks that no formula says: their codes, indicators and measures exist, and their examples are whole.

use super::known::{measure, twice};
use super::rule::{Context, code, level, over};
use crate::catalog::definition::{
    Against, Band, CheckHead, Checks, Expectation, HistoryCheck, LedgerCheck, PeersCheck, RepeatsCheck, SeriesExample,
};
use crate::catalog::error::Problems;
use crate::catalog::raw::{Name, Number, RawAgainst, RawLevel, RawRules, RawSeriesExamples};
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::BTreeSet;
use toml::Spanned;

/// What every check says of itself.
struct Told<'a> {
    id: &'a Name,
    code: &'a Name,
    level: RawLevel,
    why: &'a str,
    advice: &'a str,
    /// What it tells its finding, in order.
    tells: &'static [&'static str],
}

macro_rules! told {
    ($raw:expr, $tells:expr) => {
        Told { id: &$raw.id, code: &$raw.code, level: $raw.level, why: &$raw.why, advice: &$raw.advice, tells: $tells }
    };
}

pub fn link<'r>(
    context: &Context<'_>,
    raw: &'r RawRules,
    ids: &mut BTreeSet<&'r String>,
    checks: &mut Checks,
    problems: &mut Problems,
) {
    for raw in &raw.history {
        let Some(head) = head(context, &told!(raw, &["against", "expected", "value"]), ids, problems) else { continue };
        checks.history.push(HistoryCheck {
            head,
            indicators: but(context, &raw.over, &raw.except, problems),
            measures: measures(context, &raw.measures, problems),
            against: match raw.against {
                RawAgainst::LastMonth => Against::LastMonth,
                RawAgainst::Median => Against::Median,
            },
            least: least(context, &raw.least, problems),
            band: band(context, &raw.id, [raw.share, raw.floor], raw.score, problems),
            seasonal: raw.seasonal,
            examples: examples(context, &raw.id, &raw.examples, problems),
        });
    }
    for raw in &raw.peers {
        let Some(head) = head(context, &told!(raw, &["expected", "value"]), ids, problems) else { continue };
        checks.peers.push(PeersCheck {
            head,
            indicators: but(context, &raw.over, &raw.except, problems),
            measures: measures(context, &raw.measures, problems),
            least: least(context, &raw.least, problems),
            band: band(context, &raw.id, [raw.share, raw.floor], raw.score, problems),
            examples: examples(context, &raw.id, &raw.examples, problems),
        });
    }
    for raw in &raw.repeats {
        let Some(head) = head(context, &told!(raw, &["month"]), ids, problems) else { continue };
        checks.repeats.push(RepeatsCheck { head, least: least(context, &raw.least, problems) });
    }
    for raw in &raw.ledgers {
        let Some(head) = head(context, &told!(raw, &["deadline", "done", "expected", "found", "goal"]), ids, problems)
        else {
            continue;
        };
        let words = |list: &[Name]| list.iter().map(|word| word.get_ref().clone()).collect();
        checks.ledgers.push(LedgerCheck {
            head,
            done: words(&raw.done),
            not_begun: words(&raw.not_begun),
            under_way: words(&raw.under_way),
            overdue: words(&raw.overdue),
        });
    }
}

fn head<'r>(
    context: &Context<'_>,
    told: &Told<'r>,
    ids: &mut BTreeSet<&'r String>,
    problems: &mut Problems,
) -> Option<CheckHead> {
    if !ids.insert(told.id.get_ref()) {
        twice(context.source, told.id, "规则编号", "rule id", problems);
    }
    let code = code(context.source, told.code, told.tells, problems);
    Some(CheckHead {
        id: told.id.get_ref().clone(),
        code: code?,
        level: level(told.level),
        why: told.why.to_owned(),
        advice: told.advice.to_owned(),
    })
}

/// Some indicators without others.
fn but(context: &Context<'_>, names: &[Name], except: &[Name], problems: &mut Problems) -> Vec<IndicatorId> {
    let except = over(context, except, None, problems);
    over(context, names, None, problems).into_iter().filter(|id| !except.contains(id)).collect()
}

fn measures(context: &Context<'_>, names: &[Name], problems: &mut Problems) -> Vec<Measure> {
    names.iter().filter_map(|name| measure(context.source, name, problems)).collect()
}

fn least(context: &Context<'_>, least: &Spanned<i64>, problems: &mut Problems) -> usize {
    match usize::try_from(*least.get_ref()) {
        Ok(least @ 1..) => least,
        _ => {
            problems.add(context.source, &least.span(), Said::new("least 至少为 1", "least is 1 or more"));
            1
        }
    }
}

fn band(
    context: &Context<'_>,
    id: &Name,
    [share, floor]: [Number; 2],
    score: Option<Number>,
    problems: &mut Problems,
) -> Band {
    let negative = |n: &Number| n.0.is_sign_negative() && !n.0.is_zero();
    if [Some(share), Some(floor), score].iter().flatten().any(negative) {
        let said = Said::new("share、floor、score 不能为负", "share, floor and score must not be negative");
        problems.add(context.source, &id.span(), said);
    }
    Band { share: share.0, floor: floor.0, score: score.map(|n| n.0) }
}

fn examples(
    context: &Context<'_>,
    id: &Name,
    raw: &Spanned<RawSeriesExamples>,
    problems: &mut Problems,
) -> Vec<SeriesExample> {
    let given = raw.get_ref();
    let lists = [
        ("pass", Expectation::Pass, &given.pass),
        ("fail", Expectation::Fail, &given.fail),
        ("undecided", Expectation::Undecided, &given.undecided),
    ];
    let mut all = Vec::new();
    for (name, expect, list) in lists {
        if list.is_empty() {
            let zh = format!("规则 {} 缺少 {name} 的例子", id.get_ref());
            let en = format!("rule {} has no {name} example", id.get_ref());
            problems.add(context.source, &raw.span(), Said::new(zh, en));
        }
        all.extend(list.iter().map(|one| SeriesExample {
            expect,
            others: one.others.iter().map(|n| n.0).collect(),
            value: one.value.0,
            last_year: one.last_year.iter().map(|n| n.0).collect(),
        }));
    }
    all
}
