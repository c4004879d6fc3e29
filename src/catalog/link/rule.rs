//! Rules: the formula reads, its references exist and are of a fitting measure, and it has examples.

use super::check;
use super::example::examples;
use super::known::{Names, measure, twice};
use crate::catalog::definition::{Checks, Domain, Indicator, Kind, MissingMode, Rule, RuleLevel};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawLevel, RawMissing, RawRule, RawRules};
use crate::finding::CODES;
use crate::finding::Said;
use crate::formula::{Expr, Reference, parse, parse_reference};
use crate::model::{Decimal, IndicatorId, Measure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The finding codes a rule may give.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    CODES.iter().filter(|code| code.is_of_rules()).map(|code| code.id)
}

pub(super) type Indicators = BTreeMap<IndicatorId, Indicator>;

pub(super) struct Context<'a> {
    pub source: &'a Source,
    pub indicators: &'a Indicators,
    pub names: &'a Names,
}

pub fn link(
    group: &Group<RawRules>,
    indicators: &Indicators,
    names: &Names,
    problems: &mut Problems,
) -> (Vec<Rule>, Checks) {
    let (mut ids, mut rules, mut checks) = (BTreeSet::new(), Vec::new(), Checks::default());
    for file in &group.files {
        let context = Context { source: &file.source, indicators, names };
        for raw in &file.raw.rules {
            if !ids.insert(raw.id.get_ref()) {
                twice(&file.source, &raw.id, "规则编号", "rule id", problems);
            }
            rules.extend(rule(&context, raw, problems));
        }
        check::link(&context, &file.raw, &mut ids, &mut checks, problems);
    }
    (rules, checks)
}

fn rule(context: &Context<'_>, raw: &RawRule, problems: &mut Problems) -> Option<Rule> {
    let source = context.source;
    let code = codes().find(|code| *code == raw.code.get_ref().as_str());
    if code.is_none() {
        let given = raw.code.get_ref();
        let said = Said::new(format!("没有问题代码“{given}”"), format!("no finding code \"{given}\""));
        problems.add(source, &raw.code.span(), said.with_choices(given, codes()));
    }
    let measures: Vec<Measure> = raw.measures.iter().filter_map(|m| measure(source, m, problems)).collect();
    let domain = domain(context, raw, problems);
    let expr = formula(source, &raw.rule, problems);
    if let Some(expr) = &expr {
        references(context, raw, expr, &measures, problems);
        examples_complete(context, raw, problems);
    }
    let (expr, code) = (expr?, code?);
    let tolerance = raw.tolerance.map_or(Decimal::ZERO, |n| n.0);
    if tolerance.is_sign_negative() && !tolerance.is_zero() {
        problems.add(source, &raw.rule.span(), Said::new("tolerance 不能为负", "tolerance must not be negative"));
    }
    let missing = match raw.missing {
        None | Some(RawMissing::SkipAny) => MissingMode::SkipAny,
        Some(RawMissing::SkipAll) => MissingMode::SkipAll,
        Some(RawMissing::Zero) => MissingMode::Zero,
    };
    Some(Rule {
        id: raw.id.get_ref().clone(),
        code,
        level: level(raw.level),
        text: raw.rule.get_ref().clone(),
        domain,
        measures,
        months: months(source, raw, problems),
        tolerance,
        missing,
        locate: locate(source, raw, &expr, problems),
        why: raw.why.clone(),
        advice: raw.advice.clone(),
        examples: examples(source, raw, &expr, missing, problems),
        expr,
    })
}

pub(super) fn level(raw: RawLevel) -> RuleLevel {
    match raw {
        RawLevel::Must => RuleLevel::Must,
        RawLevel::Query => RuleLevel::Query,
        RawLevel::Note => RuleLevel::Note,
    }
}

/// The place inside a quoted text, in bytes of the file (exact where the text has no escapes).
pub(super) fn inside(source: &Source, name: &Name, offset: usize) -> Range<usize> {
    let span = name.span();
    let quoted = source.text.get(span.clone()).unwrap_or_default();
    let quote = if quoted.starts_with("\"\"\"") || quoted.starts_with("'''") { 3 } else { 1 };
    let at = span.start + quote + offset;
    at..at
}

fn formula(source: &Source, text: &Name, problems: &mut Problems) -> Option<Expr> {
    match parse(text.get_ref()) {
        Ok(expr) => Some(expr),
        Err(error) => {
            let said = Said::new(error.message_zh, error.message_en);
            problems.add(source, &inside(source, text, error.offset), said);
            None
        }
    }
}

fn domain(context: &Context<'_>, raw: &RawRule, problems: &mut Problems) -> Domain {
    if raw.over.is_empty() {
        return Domain::Unit;
    }
    Domain::Indicators(over(context, &raw.over, raw.places, problems))
}

/// The indicators meant by kinds, names, ids and patterns of ids.
pub(super) fn over(
    context: &Context<'_>,
    names: &[Name],
    places: Option<u32>,
    problems: &mut Problems,
) -> Vec<IndicatorId> {
    let mut all = BTreeSet::new();
    let meant = |fits: &dyn Fn(&Indicator) -> bool| -> Vec<IndicatorId> {
        context.indicators.values().filter(|i| fits(i)).map(|i| i.id.clone()).collect()
    };
    for name in names {
        match name.get_ref().as_str() {
            word @ ("flow" | "stock" | "level" | "ratio") => all.extend(meant(&|i| kind_word(&i.kind) == word)),
            pattern if pattern.contains('*') => {
                let found = meant(&|i| matches(pattern, i.id.as_str()));
                if found.is_empty() {
                    let zh = format!("没有一个指标的键像“{pattern}”");
                    let said = Said::new(zh, format!("no indicator id is like \"{pattern}\""));
                    problems.add(context.source, &name.span(), said);
                }
                all.extend(found);
            }
            _ => all.extend(context.names.find(context.source, name, problems)),
        }
    }
    let fits = |id: &IndicatorId| places.is_none_or(|p| context.indicators.get(id).is_some_and(|i| i.places == p));
    all.into_iter().filter(fits).collect()
}

/// Whether an id is like a pattern in which one `*` stands for any text.
fn matches(pattern: &str, id: &str) -> bool {
    let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
    id.len() >= before.len() + after.len() && id.starts_with(before) && id.ends_with(after)
}

fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow",
        Kind::Stock => "stock",
        Kind::Level => "level",
        Kind::Ratio { .. } => "ratio",
    }
}

fn references(context: &Context<'_>, raw: &RawRule, expr: &Expr, measures: &[Measure], problems: &mut Problems) {
    let mut variable = false;
    for reference in expr.references() {
        // The name's first place in the formula; the formula's start if it is written in another way.
        let at = raw.rule.get_ref().find(&reference.name).unwrap_or(0);
        let span = inside(context.source, &raw.rule, at);
        if reference.measure.is_none() && measures.is_empty() {
            let zh = format!("“{reference}”未写计量；请写成 {reference}[本月] 之类，或给规则写 measures");
            let en = format!("\"{reference}\" has no measure; write {reference}[month], or give the rule measures");
            problems.add(context.source, &span, Said::new(zh, en));
        }
        if reference.name.starts_with('$') {
            variable = true;
            continue;
        }
        let Some(id) = context.names.find_at(context.source, &reference.name, &span, problems) else { continue };
        if let Some(indicator) = context.indicators.get(&id) {
            fitting(context.source, reference, indicator, measures, &span, problems);
        }
    }
    if variable == raw.over.is_empty() {
        let said = Said::new("式中有 $x 时须写 over，写了 over 须有 $x", "$x and over go together");
        problems.add(context.source, &raw.rule.span(), said);
    }
}

/// A flow has no level at the end of a month, a stock no cumulative.
fn fitting(
    source: &Source,
    reference: &Reference,
    indicator: &Indicator,
    measures: &[Measure],
    span: &Range<usize>,
    problems: &mut Problems,
) {
    use Measure::*;
    let good: &[Measure] = match indicator.kind {
        Kind::Flow => &[Month, Ytd, PriorMonth, PriorYtd],
        Kind::Stock | Kind::Level => &[Stock, PriorStock],
        Kind::Ratio { .. } => &[Ratio, RatioYtd, PriorRatio, PriorRatioYtd],
    };
    let asked = reference.measure.as_ref().map_or(measures, std::slice::from_ref);
    if let Some(wrong) = asked.iter().find(|m| !good.contains(m)) {
        let zh = format!("“{}”没有“{}”这一计量", indicator.name, wrong.name());
        let said = Said::new(zh, format!("{} has no measure {}", indicator.id, wrong.id()));
        problems.add(source, span, said.with_choices(wrong.name(), good.iter().map(|m| m.name())));
    }
}

fn months(source: &Source, raw: &RawRule, problems: &mut Problems) -> Vec<u8> {
    let mut all = Vec::new();
    for month in &raw.months {
        match u8::try_from(*month.get_ref()) {
            Ok(month @ 1..=12) => all.push(month),
            _ => problems.add(source, &month.span(), Said::new("月份应为 1 至 12", "months are 1 to 12")),
        }
    }
    all
}

fn locate(source: &Source, raw: &RawRule, expr: &Expr, problems: &mut Problems) -> Option<String> {
    let name = raw.locate.as_ref()?;
    let found = parse_reference(name.get_ref()).ok().filter(|r| expr.references().contains(&r));
    if found.is_none() {
        let given = name.get_ref();
        let valid: Vec<String> = expr.references().iter().map(ToString::to_string).collect();
        let said = Said::new(format!("式中没有“{given}”"), format!("\"{given}\" is not in the formula"));
        problems.add(source, &name.span(), said.with_choices(given, valid.iter().map(String::as_str)));
    }
    found.map(|r| r.to_string())
}

/// A rule is shown to hold, to fail and to stay undecided, or it is not loaded.
fn examples_complete(context: &Context<'_>, raw: &RawRule, problems: &mut Problems) {
    let given = raw.examples.get_ref();
    for (name, list) in [("pass", &given.pass), ("fail", &given.fail), ("undecided", &given.undecided)] {
        if list.is_empty() {
            let zh = format!("规则 {} 缺少 {name} 的例子", raw.id.get_ref());
            let en = format!("rule {} has no {name} example", raw.id.get_ref());
            problems.add(context.source, &raw.examples.span(), Said::new(zh, en));
        }
    }
}
