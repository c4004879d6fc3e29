//! The numbers on top: where the focus stands, or who is best.

use super::own::{Own, best_names};
use super::tables::band_of;
use super::view::{View, spoken_unit};
use crate::benchmark::Standing;
use crate::catalog::Compared;
use crate::document::{Band, Inline, KeyFigure};
use crate::model::Measure;
use crate::report::{headline, mark};

/// One page has room for so many.
const MOST: usize = 5;

pub fn figures(view: &View<'_>) -> Vec<KeyFigure> {
    let ranked = view.on_page();
    let own: Vec<KeyFigure> =
        ranked.iter().filter_map(|(compared, standing)| of_focus(view, compared, standing)).collect();
    if !own.is_empty() {
        return own.into_iter().take(MOST).collect();
    }
    if view.input.set.focus.is_none() && !ranked.is_empty() {
        return ranked.iter().filter_map(|(compared, standing)| of_best(view, compared, standing)).take(MOST).collect();
    }
    let all = view.input.set.indicators.iter();
    all.filter_map(|compared| unplaced(view, compared)).take(MOST).collect()
}

fn of_focus(view: &View<'_>, compared: &Compared, standing: &Standing) -> Option<KeyFigure> {
    let own = Own::of(*view, compared, standing)?;
    let place = own.entry.place.as_ref()?;
    let band = own.entry.band.as_deref();
    let band_words = band.map_or_else(String::new, |band| format!("，{}", mark::name(band)));
    let tied = if own.is_tied() { "并列" } else { "" };
    let note = format!("{tied}第{}位{band_words}", view.number(place));
    Some(boxed(compared, &view.text(compared, &own.entry.value), &note, band_of(view, band)))
}

fn of_best(view: &View<'_>, compared: &Compared, standing: &Standing) -> Option<KeyFigure> {
    let key = view.summary(standing, Measure::Best)?;
    let note = format!("{}居首", best_names(view, standing));
    Some(boxed(compared, &view.text(compared, key), &note, Band::None))
}

/// What the focus has where nothing is ranked, and of when.
fn unplaced(view: &View<'_>, compared: &Compared) -> Option<KeyFigure> {
    let focus = view.input.set.focus.as_ref()?;
    let standing = view.standing(compared)?;
    let entry = standing.entries.iter().find(|one| one.member == *focus).map(|one| (&one.value, Some(one.as_of)));
    let apart = || {
        let apart = standing.apart.iter().find(|one| one.member == *focus)?;
        Some((apart.value.as_ref()?, apart.as_of))
    };
    let (key, day) = entry.or_else(apart)?;
    let figure = view.figure(key).filter(|figure| figure.value.is_some())?;
    let unit = spoken_unit(compared, &figure.unit);
    let value = mark::figure(key, &crate::report::fig::amount(&view.shown(figure), unit));
    let note = day.map_or_else(String::new, |day| mark::date(&view.day(compared, focus, day)));
    Some(boxed(compared, &value, &note, Band::None))
}

fn boxed(compared: &Compared, value: &str, note: &str, band: Band) -> KeyFigure {
    let (value, note): (Vec<Inline>, Vec<Inline>) = (headline::read(value), headline::read(note));
    KeyFigure { label: compared.name.clone(), value, note, legend: Vec::new(), band }
}
