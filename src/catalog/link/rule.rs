//! Rules: the formula reads, its references exist and are of a fitting measure, and it has examples.

use super::check;
use super::dimension::Units;
use super::example::{self, examples};
use super::known::{Known, Names, measure, twice};
use super::qualifier::Forms;
use super::rule_units;
use crate::catalog::definition::{
    Checks, Domain, Indicator, Kind, MeasureUnit, MissingMode, Rule, RuleLevel, Tolerance,
};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawLevel, RawMissing, RawRule, RawRules, RawTolerance, RawToleranceWord};
use crate::finding::CODES;
use crate::finding::Said;
use crate::formula::{Expr, Reference, parse, reference_places};
use crate::model::{Decimal, IndicatorId, Measure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a rule tells its finding, in order.
const TOLD: &[&str] = &["rule"];

/// The finding codes a rule or check may give that tells its finding these things: one that asks for others would show
/// gaps.
fn codes(told: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    CODES.iter().filter(move |code| code.is_of_rules() && code.asks() == told).map(|code| code.id)
}

/// The code meant; says so if it is none of those.
pub(super) fn code(
    source: &Source,
    name: &Name,
    told: &'static [&'static str],
    problems: &mut Problems,
) -> Option<&'static str> {
    let given = name.get_ref();
    let found = codes(told).find(|code| *code == given.as_str());
    if found.is_none() {
        let said = Said::new(format!("没有问题代码“{given}”"), format!("no finding code \"{given}\""));
        problems.add(source, &name.span(), said.with_choices(given, codes(told)));
    }
    found
}

pub(super) type Indicators = BTreeMap<IndicatorId, Indicator>;

/// What rules may speak of.
pub struct KnownForRules<'a> {
    pub indicators: &'a Indicators,
    pub names: &'a Names,
    pub forms: Forms<'a>,
    pub units: &'a BTreeMap<String, MeasureUnit>,
    pub unit_names: &'a Known,
}

pub(super) struct Context<'a> {
    pub source: &'a Source,
    pub indicators: &'a Indicators,
    pub names: &'a Names,
    known: &'a KnownForRules<'a>,
}

pub fn link(group: &Group<RawRules>, known: &KnownForRules<'_>, problems: &mut Problems) -> (Vec<Rule>, Checks) {
    let (mut ids, mut rules, mut checks) = (BTreeSet::new(), Vec::new(), Checks::default());
    for file in &group.files {
        let context = Context { source: &file.source, indicators: known.indicators, names: known.names, known };
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
    let code = code(source, &raw.code, TOLD, problems);
    let measures: Vec<Measure> = raw.measures.iter().filter_map(|m| measure(source, m, problems)).collect();
    let domain = domain(context, raw, problems);
    let expr = formula(source, &raw.rule, problems);
    let one_to_one: Vec<String> = raw.one_to_one.iter().map(|unit| unit.get_ref().clone()).collect();
    raw.one_to_one.iter().for_each(|unit| {
        context.known.unit_names.expect(source, unit, problems);
    });
    if let Some(expr) = &expr {
        references(context, raw, expr, &measures, problems);
        units(context, raw, expr, &domain, problems);
        example::of_all_kinds(source, raw, problems);
    }
    let (mut expr, code) = (expr?.without_units(), code?);
    expr.references_mut().into_iter().for_each(|reference| *reference = context.known.forms.settled(reference.clone()));
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
        said: raw.said.clone(),
        domain,
        measures,
        months: months(source, raw, problems),
        one_to_one,
        tolerance: tolerance(source, raw, problems),
        missing,
        locate: locate(context, raw, &expr, problems),
        why: raw.why.clone(),
        advice: raw.advice.clone(),
        examples: examples(source, raw, &expr, missing, &context.known.forms, problems),
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

fn tolerance(source: &Source, raw: &RawRule, problems: &mut Problems) -> Tolerance {
    let Some(given) = &raw.tolerance else { return Tolerance::Absolute(Decimal::ZERO) };
    match given.get_ref() {
        RawTolerance::Word(RawToleranceWord::Interval) => Tolerance::Interval,
        RawTolerance::Word(RawToleranceWord::Exact) => Tolerance::Absolute(Decimal::ZERO),
        RawTolerance::Amount(amount) => {
            if amount.0.is_sign_negative() && !amount.0.is_zero() {
                problems.add(source, &given.span(), Said::new("tolerance 不能为负", "tolerance must not be negative"));
            }
            Tolerance::Absolute(amount.0)
        }
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
    if expr.references().is_empty() {
        let said =
            Said::new("式中没有一个指标，查不了任何报表", "the formula names no indicator: it looks at no return");
        problems.add(context.source, &raw.rule.span(), said);
    }
    let mut variable = false;
    let places = reference_places(raw.rule.get_ref());
    for (i, reference) in expr.references().into_iter().enumerate() {
        let span = inside(context.source, &raw.rule, places.get(i).copied().unwrap_or(0));
        if reference.measure.is_none() && measures.is_empty() {
            let zh = format!("“{reference}”未写计量；请写成 {reference}[本月] 之类，或给规则写 measures");
            let en = format!("\"{reference}\" has no measure; write {reference}[month], or give the rule measures");
            problems.add(context.source, &span, Said::new(zh, en));
        }
        if reference.name.starts_with('$') {
            variable = true;
            context.known.forms.check(context.source, &span, reference, None, problems);
            continue;
        }
        let id = context.names.find_at(context.source, &reference.name, &span, problems);
        context.known.forms.check(context.source, &span, reference, id.as_ref(), problems);
        if let Some(indicator) = id.and_then(|id| context.indicators.get(&id)) {
            fitting(context.source, reference, indicator, measures, &span, problems);
        }
    }
    if variable == raw.over.is_empty() {
        let said = Said::new("式中有 $x 时须写 over，写了 over 须有 $x", "$x and over go together");
        problems.add(context.source, &raw.rule.span(), said);
    }
}

/// What is added or compared is of one unit, whichever indicator `$x` stands for.
fn units(context: &Context<'_>, raw: &RawRule, expr: &Expr, domain: &Domain, problems: &mut Problems) {
    let known = context.known;
    let units = Units::new(known.units, raw.one_to_one.iter().map(|unit| unit.get_ref().as_str()));
    let unit = |id: &IndicatorId| known.indicators.get(id).map(|indicator| indicator.unit.clone());
    // An indicator that does not exist has been told; nothing is known of its unit.
    let unknown = |r: &&Reference| !r.name.starts_with('$') && known.names.get(&r.name).and_then(unit).is_none();
    if expr.references().iter().any(unknown) {
        return;
    }
    let variables: BTreeSet<Option<String>> = match domain {
        Domain::Unit => BTreeSet::from([None]),
        Domain::Indicators(ids) => ids.iter().map(unit).collect(),
    };
    let places = reference_places(raw.rule.get_ref());
    for variable in variables {
        let unit_of = |reference: &Reference| {
            if reference.name.starts_with('$') { variable.clone() } else { unit(known.names.get(&reference.name)?) }
        };
        let faults = rule_units::faults(expr, &units, &unit_of);
        let found = !faults.is_empty();
        for fault in faults {
            let at = places.get(fault.at).or(places.last()).copied().unwrap_or(0);
            problems.add(context.source, &inside(context.source, &raw.rule, at), fault.said);
        }
        if found {
            return;
        }
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

fn locate(context: &Context<'_>, raw: &RawRule, expr: &Expr, problems: &mut Problems) -> Option<String> {
    let name = raw.locate.as_ref()?;
    let found = context.known.forms.read(name.get_ref()).filter(|r| expr.references().contains(&r));
    if found.is_none() {
        let given = name.get_ref();
        let valid: Vec<String> = expr.references().iter().map(ToString::to_string).collect();
        let said = Said::new(format!("式中没有“{given}”"), format!("\"{given}\" is not in the formula"));
        problems.add(context.source, &name.span(), said.with_choices(given, valid.iter().map(String::as_str)));
    }
    found.map(|r| r.to_string())
}
