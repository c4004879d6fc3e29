//! Forms named in formulas: which form is meant, and whether it asks for the indicator.

use super::known::Known;
use crate::catalog::definition::Form;
use crate::catalog::error::{Problems, Source};
use crate::catalog::text::normalise;
use crate::finding::Said;
use crate::formula::{Reference, parse_reference};
use crate::model::IndicatorId;
use std::collections::BTreeMap;
use std::ops::Range;

type All = BTreeMap<String, Form>;

/// The forms, and what is said of a name that is none of them.
pub struct Forms<'a> {
    pub all: &'a All,
    pub ids: &'a Known,
}

impl Forms<'_> {
    /// The form meant: by its id, its number, one of its sheets' names or its title.
    pub fn find(&self, given: &str) -> Option<&Form> {
        let plain = normalise(given);
        let says = |text: &String| normalise(text) == plain;
        let mut by_words = self
            .all
            .values()
            .filter(|form| form.number.iter().any(says) || form.sheets.iter().any(says) || says(&form.title));
        let first = by_words.next();
        self.all.get(given).or_else(|| first.filter(|_| by_words.next().is_none()))
    }

    /// The reference with its form by id, as it stands in a rule once linked.
    pub fn settled(&self, mut reference: Reference) -> Reference {
        if let Some(form) = reference.form.as_ref().and_then(|given| self.find(given)) {
            reference.form = Some(form.id.clone());
        }
        reference
    }

    /// The reference a text says, with its form by id.
    pub fn read(&self, text: &str) -> Option<Reference> {
        parse_reference(text).ok().map(|reference| self.settled(reference))
    }

    /// Says so when there is no such form, or it does not ask for the indicator.
    pub fn check(
        &self,
        source: &Source,
        span: &Range<usize>,
        reference: &Reference,
        indicator: Option<&IndicatorId>,
        problems: &mut Problems,
    ) {
        let Some(given) = &reference.form else { return };
        let Some(form) = self.find(given) else {
            self.unknown(source, span, given, problems);
            return;
        };
        let Some(indicator) = indicator.filter(|id| !form.indicators().contains(id)) else { return };
        let zh = format!("报表 {}（{}）没有指标“{}”", form.id, form.title, reference.name);
        let en = format!("the form {} does not ask for \"{}\"", form.id, reference.name);
        let asking = self.all.values().filter(|other| other.indicators().contains(&indicator));
        problems.add(source, span, Said::new(zh, en).with_choices(given, asking.map(|other| other.id.as_str())));
    }

    fn unknown(&self, source: &Source, span: &Range<usize>, given: &str, problems: &mut Problems) {
        let name = toml::Spanned::new(span.clone(), given.to_owned());
        let words = |form: &Form| {
            form.number.iter().chain(&form.sheets).chain([&form.title]).any(|w| normalise(w) == normalise(given))
        };
        let several: Vec<&str> = self.all.values().filter(|form| words(form)).map(|form| form.id.as_str()).collect();
        if several.len() > 1 {
            let list = several.join("、");
            let zh = format!("“{given}”是几张报表的名称，请写报表的键：{list}");
            let said = Said::new(zh, format!("several forms are called \"{given}\"; write the id: {list}"));
            problems.add(source, span, said);
        } else {
            self.ids.expect(source, &name, problems);
        }
    }
}
