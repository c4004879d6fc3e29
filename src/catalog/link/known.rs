//! Names that may be referred to, and what is said when one is not among them.

use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::Name;
use crate::catalog::text::normalise;
use crate::catalog::unread::Unread;
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Keys of one kind of thing.
pub struct Known {
    what_zh: &'static str,
    what_en: &'static str,
    keys: BTreeSet<String>,
    unread: Unread,
}

impl Known {
    pub fn new<K: AsRef<str>>(
        what_zh: &'static str,
        what_en: &'static str,
        keys: impl Iterator<Item = K>,
        unread: &Unread,
    ) -> Self {
        Self { what_zh, what_en, keys: keys.map(|k| k.as_ref().to_owned()).collect(), unread: unread.clone() }
    }
    /// One more that may be referred to from here on.
    pub fn add(&mut self, key: &str) {
        self.keys.insert(key.to_owned());
    }
    /// Says that the name cannot be one of these, with those that can.
    pub fn reject(&self, source: &Source, name: &Name, said: Said, problems: &mut Problems) {
        let given = name.get_ref();
        let begun = |key: &&String| self.keys.iter().all(|k| !k.starts_with(given)) || key.starts_with(given);
        let choices = self.keys.iter().filter(begun).map(String::as_str);
        problems.add(source, &name.span(), said.with_choices("", choices));
    }
    /// Whether the name is known; says so if it is not.
    pub fn expect(&self, source: &Source, name: &Name, problems: &mut Problems) -> bool {
        self.expect_but(source, name, &BTreeSet::new(), problems)
    }
    /// As [`Known::expect`], without proposing some.
    pub fn expect_but(
        &self,
        source: &Source,
        name: &Name,
        others: &BTreeSet<&String>,
        problems: &mut Problems,
    ) -> bool {
        let given = name.get_ref();
        if self.keys.contains(given) {
            return true;
        }
        if !self.unread.may_hold(given) {
            let said = Said::new(format!("没有{}“{given}”", self.what_zh), format!("no {} \"{given}\"", self.what_en));
            problems.add(
                source,
                &name.span(),
                said.with_choices(given, self.keys.iter().filter(|key| !others.contains(key)).map(String::as_str)),
            );
        }
        false
    }
}

/// Indicators by name, alias and id, compared normalised.
pub struct Names {
    map: BTreeMap<String, IndicatorId>,
    /// As written, for "did you mean".
    shown: Vec<String>,
    unread: Unread,
}

impl Names {
    pub fn new(unread: &Unread) -> Self {
        Self { map: BTreeMap::new(), shown: Vec::new(), unread: unread.clone() }
    }
    /// Adds a name; gives the indicator that has it already.
    pub fn insert(&mut self, name: &str, id: &IndicatorId) -> Option<IndicatorId> {
        let key = normalise(name);
        if let Some(other) = self.map.get(&key) {
            return Some(other.clone());
        }
        self.map.insert(key, id.clone());
        self.shown.push(name.to_owned());
        None
    }
    pub fn get(&self, name: &str) -> Option<&IndicatorId> {
        self.map.get(&normalise(name))
    }
    /// The indicator meant; says so if there is none.
    pub fn find(&self, source: &Source, name: &Name, problems: &mut Problems) -> Option<IndicatorId> {
        self.find_at(source, name.get_ref(), &name.span(), problems)
    }
    pub fn find_at(
        &self,
        source: &Source,
        name: &str,
        span: &Range<usize>,
        problems: &mut Problems,
    ) -> Option<IndicatorId> {
        let found = self.get(name).cloned();
        if found.is_none() && !self.unread.may_hold(name) {
            let said = Said::new(format!("没有指标“{name}”"), format!("no indicator \"{name}\""));
            problems.add(source, span, said.with_choices(name, self.shown.iter().map(String::as_str)));
        }
        found
    }
    pub fn into_map(self) -> BTreeMap<String, IndicatorId> {
        self.map
    }
}

/// The measure meant, by id or Chinese words; says so if there is none.
pub fn measure(source: &Source, name: &Name, problems: &mut Problems) -> Option<Measure> {
    let given = name.get_ref();
    let found = Measure::parse(given);
    if found.is_none() {
        let said = Said::new(format!("没有计量“{given}”"), format!("no measure \"{given}\""));
        let valid = Measure::ALL.iter().flat_map(|m| [m.id(), m.name()]);
        problems.add(source, &name.span(), said.with_choices(given, valid));
    }
    found
}

/// Says that something stands twice.
pub fn twice(source: &Source, name: &Name, what_zh: &str, what_en: &str, problems: &mut Problems) {
    let given = name.get_ref();
    let said = Said::new(format!("{what_zh}“{given}”重复"), format!("{what_en} \"{given}\" stands twice"));
    problems.add(source, &name.span(), said);
}
