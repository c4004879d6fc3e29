//! Targets changed in the year: which one replaces which, from when.

use super::{One, Target};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::RawTarget;
use crate::finding::Said;
use crate::model::Date;

impl One<'_, '_> {
    pub(super) fn valid_from(&mut self) -> Option<Date> {
        let raw = self.raw;
        let bare = raw.valid_from.is_none() || raw.document.is_none();
        if let Some(replaced) = raw.replaces.as_ref().filter(|_| bare) {
            let zh = "取代别的目标须写 valid_from（从哪一天起）和 document（依据）";
            self.tell(&replaced.span(), zh, "replaces needs valid_from and document");
        }
        raw.valid_from.as_ref().and_then(|date| Date::parse_iso(date.get_ref()))
    }
}

/// Ends each replaced target where its successor begins.
pub fn apply(source: &Source, raw: &[RawTarget], targets: &mut [Target], problems: &mut Problems) {
    let mut tell = |raw: &RawTarget, zh: String, en: &str| {
        let span = raw.replaces.as_ref().map_or(raw.id.span(), |id| id.span());
        problems.add(source, &span, Said::new(zh, en));
    };
    let changes: Vec<(String, Option<Date>, String)> =
        targets.iter().filter_map(|t| Some((t.replaces.clone()?, t.from, t.id.clone()))).collect();
    for (replaced, from, by) in changes {
        let Some(at) = raw.iter().find(|raw| *raw.id.get_ref() == by) else { continue };
        if replaced == by {
            tell(at, "目标不能取代自己".to_owned(), "a target cannot replace itself");
            continue;
        }
        let exists = raw.iter().any(|raw| *raw.id.get_ref() == replaced);
        match targets.iter_mut().find(|target| target.id == replaced) {
            Some(target) if target.to.is_some() => {
                tell(at, format!("“{replaced}”已被别的目标取代"), "it is replaced by another target already");
            }
            Some(target) => target.to = from,
            None if exists => {}
            None => tell(at, format!("没有目标“{replaced}”"), "no such target"),
        }
    }
}
