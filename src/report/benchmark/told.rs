//! All that the wording of a comparison knows.

use super::own::{At, Own, best_names, best_words, of_set};
use super::view::{View, letters};
use super::{days, reasons, terms};
use crate::benchmark::Standing;
use crate::catalog::Compared;
use crate::model::{Exact, Measure};
use crate::report::{mark, periods};
use minijinja::Value;

pub fn globals(view: &View<'_>) -> Vec<(&'static str, Value)> {
    let set = view.input.set;
    let said = |text: &str| Value::from(mark::name(text));
    let none = || Value::from(());
    let focus = set.focus.as_ref().map_or_else(none, |focus| said(view.name(focus)));
    let compared = || set.members.iter().filter(|member| !member.reference);
    let of = |at: At| -> Value {
        let own = own_all(view).into_iter().filter(|(_, own)| own.at() == Some(at));
        own.map(|(n, own)| indicator(view, n, own.compared)).collect::<Vec<_>>().into()
    };
    let all = || set.indicators.iter().enumerate();
    let is_ranked = |one: &Compared| view.ranked().any(|(ranked, _)| ranked.id == one.id);
    let list = |wanted: bool| -> Value {
        let some = all().filter(|(_, one)| is_ranked(one) == wanted);
        some.map(|(n, one)| indicator(view, n, one)).collect::<Vec<_>>().into()
    };
    vec![
        ("name", said(&set.name)),
        ("office", said(&set.office)),
        ("notice", set.notice.as_deref().map_or_else(none, said)),
        ("as_of", view.input.as_of.map_or_else(none, |day| periods::day(day).into())),
        ("period", days::period(view).map_or_else(none, periods::value)),
        ("day", days::common(view).map_or_else(none, Value::from)),
        ("focus", focus),
        ("members", compared().count().into()),
        ("cities", compared().all(|member| member.name.ends_with('市')).into()),
        ("bands", set.bands.iter().map(|band| mark::name(&band.name)).collect::<Vec<_>>().into()),
        ("indicators", all().map(|(n, one)| indicator(view, n, one)).collect::<Vec<_>>().into()),
        ("ranked", list(true)),
        ("unranked", list(false)),
        ("placed", placed(view)),
        ("rest", (view.ranked().count() - view.on_page().len()).into()),
        ("shown", view.on_page().len().into()),
        ("weakest", weakest(view)),
        ("leading", of(At::First)),
        ("middle", of(At::Middle)),
        ("trailing", of(At::Last)),
        ("apart", apart(view)),
        (
            "first",
            first(view).map_or_else(none, |n| all().nth(n).map_or_else(none, |(n, one)| indicator(view, n, one))),
        ),
        ("page_chart", super::charts::of_page(view, first(view).map(letters)).map_or_else(none, Value::from)),
        ("slopes", compared_before(view, true)),
        ("steady", compared_before(view, false)),
        ("radar", super::radar::of(view).is_some().into()),
        ("marked", terms::marked(view).into()),
        ("obstacles", terms::obstacles(view)),
        ("unify", terms::unify(view).into()),
        ("doubtful", doubtful(view).into()),
        ("ratios", ratios_told(view)),
        ("returns", super::tables::has_sources(view).into()),
        ("quotes", super::tables::has_quotes(view).into()),
    ]
}

fn own_all<'a>(view: &View<'a>) -> Vec<(usize, Own<'a>)> {
    let own = |(n, compared): (usize, &'a Compared)| Some((n, Own::of(*view, compared, view.standing(compared)?)?));
    let all = view.input.set.indicators.iter().enumerate().filter_map(own);
    let page: Vec<&Compared> = view.on_page().into_iter().map(|(compared, _)| compared).collect();
    let at = |compared: &Compared| page.iter().position(|one| one.id == compared.id).unwrap_or(page.len());
    let mut all: Vec<(usize, Own<'a>)> = all.collect();
    // What the page tells comes first, in its order.
    all.sort_by_key(|(_, own)| at(own.compared));
    all
}

/// What the focus has a place in.
fn placed(view: &View<'_>) -> Value {
    let own = own_all(view).into_iter().filter(|(_, own)| own.entry.place.is_some());
    own.map(|(n, own)| indicator(view, n, own.compared)).collect::<Vec<_>>().into()
}

/// Where the focus stands farthest back, of what it does not lead in: by its place among those ranked, ties together.
fn weakest(view: &View<'_>) -> Value {
    let back = |own: &Own<'_>| {
        let place = view.figure(own.entry.place.as_ref()?)?.value?;
        place.checked_div(Exact::from_int(i64::try_from(own.standing.entries.len()).ok()?))
    };
    let all = own_all(view).into_iter().filter(|(_, own)| own.at() != Some(At::First));
    let all: Vec<_> = all.filter_map(|(n, own)| Some((back(&own)?, n, own.compared))).collect();
    let farthest = all.iter().map(|(back, ..)| *back).max();
    let all = all.into_iter().filter(|(back, ..)| Some(*back) == farthest);
    all.map(|(_, n, compared)| indicator(view, n, compared)).collect::<Vec<_>>().into()
}

/// Whose numbers in doubt are among what is ranked.
pub fn doubtful(view: &View<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for (compared, standing) in view.ranked() {
        let seen = standing.entries.iter().filter_map(|entry| view.observed(compared, &entry.member));
        for name in seen.flat_map(|one| &one.doubt) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    reasons::whose_names(&names)
}

/// Ranked ratios that came without their parts: whose, and of what.
pub fn ratios<'a>(view: &View<'a>) -> Vec<(&'a Compared, Vec<&'a str>)> {
    let of = |(compared, standing): (&'a Compared, &'a Standing)| {
        let lacks = standing.entries.iter().filter(|entry| view.lacks_denominator(compared, &entry.member));
        let names: Vec<&str> = lacks.map(|entry| view.name(&entry.member)).collect();
        (!names.is_empty()).then_some((compared, names))
    };
    view.ranked().filter_map(of).collect()
}

fn ratios_told(view: &View<'_>) -> Value {
    let told = |(compared, names): (&Compared, Vec<&str>)| {
        let names: Vec<String> = names.into_iter().map(mark::name).collect();
        Value::from_pairs([("indicator", Value::from(mark::name(&compared.name))), ("names", names.into())])
    };
    ratios(view).into_iter().map(|(compared, names)| told((compared, names))).collect::<Vec<_>>().into()
}

/// The first thing that is ranked; where there is a focus, the first it has a place in.
fn first(view: &View<'_>) -> Option<usize> {
    let own = own_all(view).into_iter().find(|(_, own)| own.entry.place.is_some()).map(|(n, _)| n);
    let any = || {
        let first = view.ranked().next()?.0;
        view.input.set.indicators.iter().position(|one| one.id == first.id)
    };
    own.or_else(any)
}

/// Ranked things whose places are compared with the period before: those in which somebody moved, or nobody.
fn compared_before(view: &View<'_>, moved: bool) -> Value {
    let all = view.input.set.indicators.iter().enumerate();
    let wanted = all.filter(|(_, one)| {
        let standing = view.standing(one).filter(|standing| super::charts::has_slope(view, standing));
        standing.is_some_and(|standing| super::moves::farthest(view, standing).is_empty() != moved)
    });
    wanted.map(|(n, one)| indicator(view, n, one)).collect::<Vec<_>>().into()
}

fn indicator(view: &View<'_>, n: usize, compared: &Compared) -> Value {
    let Some(standing) = view.standing(compared) else { return Value::from_pairs([("key", letters(n))]) };
    let number = |measure| standing.summary.iter().find(|key| key.measure == measure).map(|key| view.number(key));
    let own = Own::of(*view, compared, standing);
    let why = standing.unranked.as_ref().map_or_else(String::new, reasons::briefly_unranked);
    let pairs: Vec<(&str, Value)> = vec![
        ("key", letters(n).into()),
        ("name", mark::name(&compared.name).into()),
        ("unit", mark::name(&compared.unit).into()),
        ("ranked", standing.unranked.is_none().into()),
        ("why", why.into()),
        ("several", (standing.entries.len() > 1).into()),
        ("when", days::of(view, compared, standing).map_or_else(String::new, |days| days.words).into()),
        ("count", number(Measure::Members).unwrap_or_default().into()),
        ("best", of_set(view, compared, standing, Measure::Best).into()),
        ("best_word", best_words(compared).0.into()),
        ("best_names", best_names(view, standing).into()),
        ("median", of_set(view, compared, standing, Measure::Median).into()),
        ("apart", standing.apart.len().into()),
        ("moves", super::moves::farthest(view, standing).into()),
        ("own", own.map_or_else(|| Value::from(()), |own| own.value())),
        ("own_apart", own_apart(view, compared, standing).into()),
    ];
    Value::from_pairs(pairs)
}

/// Why the focus has no place.
fn own_apart(view: &View<'_>, compared: &Compared, standing: &Standing) -> String {
    let focus = view.input.set.focus.as_ref();
    let own = standing.apart.iter().find(|apart| Some(&apart.member) == focus);
    own.map_or_else(String::new, |apart| reasons::said(view, compared, &apart.member, &apart.reasons))
}

/// Values that stand apart: of one thing, those with the same reasons together.
fn apart(view: &View<'_>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for (compared, standing) in view.ranked() {
        let mut told: Vec<(String, Vec<String>)> = Vec::new();
        for apart in &standing.apart {
            let why = reasons::brief(view, compared, &apart.member, &apart.reasons);
            let name = mark::name(view.name(&apart.member));
            match told.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) => names.push(name),
                None => told.push((why, vec![name])),
            }
        }
        all.extend(told.into_iter().map(|(why, names)| {
            let pairs: Vec<(&str, Value)> = vec![
                ("indicator", mark::name(&compared.name).into()),
                ("count", names.len().into()),
                ("names", names.into()),
                ("why", why.into()),
            ];
            Value::from_pairs(pairs)
        }));
    }
    all.into()
}
