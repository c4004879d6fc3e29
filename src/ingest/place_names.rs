//! Which region a name means: exactly, after normalising; never a part of a name.

use super::town::{self, without_numbering};
use crate::catalog::{Catalog, Desk, Form, normalise};
use crate::model::RegionCode;
use std::collections::BTreeMap;

/// A region as values are filed under it. One that no list knows has its name as its code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    pub code: RegionCode,
    pub name: String,
}

impl Who {
    /// A region that only its name is known of.
    pub fn unlisted(name: &str) -> Self {
        let name = name.trim();
        Self { code: RegionCode::new(&normalise(name)), name: name.to_owned() }
    }
}

/// `（更正）清河镇`, `更正：清河镇`.
fn leading_remark<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let text = text.trim();
    let inside = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_prefix(word)?.strip_prefix([')', '）']));
    let rest = inside.or_else(|| text.strip_prefix(word)?.strip_prefix([':', '：']))?;
    Some(rest.trim()).filter(|rest| !rest.is_empty())
}

/// Words in brackets behind a name that make it another place.
const OTHERWISE: [&str; 4] = ["本级", "不含", "除", "其他"];

/// A name (normalised) without what stands before it in a list: 其中, numbering, a number in a circle.
fn bare(plain: &str) -> &str {
    let inner = plain.strip_prefix("其中:").or_else(|| plain.strip_prefix("其中")).unwrap_or(plain);
    let numbered = without_numbering(inner).unwrap_or(inner);
    let bare = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    bare.trim_end_matches(':')
}

/// Remarks behind a name that say its row replaces an earlier one.
const CORRECTED: [&str; 5] = ["更正", "修正", "订正", "修改", "重报"];

/// Every name that means a region.
#[derive(Clone, Debug, Default)]
pub(super) struct PlaceNames {
    known: BTreeMap<String, Who>,
    parents: BTreeMap<RegionCode, RegionCode>,
}

impl PlaceNames {
    /// The names of the catalogue and of its desks. What means the whole of one desk's area there (全市) means nothing
    /// elsewhere.
    pub fn of_catalog(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        // A region of the past keeps no name that one of today has.
        let parent = |region: &crate::catalog::Region| Some((region.code.clone(), region.parent.clone()?));
        names.parents = catalog.regions.values().filter_map(parent).collect();
        let (past, present): (Vec<_>, Vec<_>) = catalog.regions.values().partition(|region| region.valid_to.is_some());
        for region in past.into_iter().chain(present) {
            let who = Who { code: region.code.clone(), name: region.name.clone() };
            let is_whole = catalog.desks.values().any(|desk| desk.region == region.code);
            let aliases = region.aliases.iter().filter(|_| !is_whole);
            for name in [&region.name, &region.short].into_iter().chain(aliases) {
                names.insert(name, &who);
            }
        }
        for desk in catalog.desks.values() {
            names.add_desk(catalog, desk);
        }
        names
    }

    fn add_desk(&mut self, catalog: &Catalog, desk: &Desk) {
        for unit in &desk.units {
            let who = Who { code: unit.code.clone(), name: catalog.region_name(&unit.code) };
            for name in &unit.names {
                if !self.known.contains_key(&normalise(name)) {
                    self.insert(name, &who);
                }
            }
        }
    }

    /// A form's own names come before all others.
    pub fn with_form(mut self, form: &Form) -> Self {
        for region in &form.regions {
            // A known region written in another way keeps its code.
            let known = self.known.get(&normalise(&region.name)).filter(|_| region.code.as_str() == region.name);
            let code = known.map_or_else(|| region.code.clone(), |known| known.code.clone());
            let who = Who { code, name: region.name.clone() };
            for name in std::iter::once(&region.name).chain(&region.aliases) {
                self.insert(name, &who);
            }
        }
        self
    }

    fn insert(&mut self, name: &str, who: &Who) {
        let name = normalise(name);
        if !name.is_empty() {
            self.known.insert(name, who.clone());
        }
    }

    /// The region a whole name means; a remark in brackets behind it (`东城区（报）`) is not part of it.
    pub fn find(&self, text: &str) -> Option<&Who> {
        let plain = normalise(text);
        self.whole(&plain).or_else(|| self.whole(bare(&plain)))
    }

    fn whole(&self, plain: &str) -> Option<&Who> {
        self.known.get(plain).or_else(|| {
            let (name, remark) = plain.strip_suffix(')')?.rsplit_once('(')?;
            // 市本级, or all but a part, is another place.
            let narrows = OTHERWISE.iter().any(|word| remark.contains(word));
            if narrows { None } else { self.known.get(name) }
        })
    }

    /// The region a name means; one that no list knows stands for itself, but for its numbering and a mark that it is
    /// corrected.
    pub fn named(&self, text: &str) -> Who {
        let of_list = text.trim().strip_prefix("其中").map(|rest| rest.trim_start_matches(['：', ':']).trim());
        let text = of_list.filter(|rest| town::is_town(&normalise(rest))).unwrap_or(text);
        let text = without_numbering(text).unwrap_or(text);
        let text = CORRECTED.iter().find_map(|word| leading_remark(text, word)).unwrap_or(text);
        let bare = || text.trim().strip_suffix([')', '）'])?.rsplit_once(['(', '（']);
        let corrected = bare().filter(|(_, remark)| CORRECTED.contains(&normalise(remark).as_str()));
        let name = corrected.map_or(text, |(name, _)| name);
        self.find(text).cloned().unwrap_or_else(|| Who::unlisted(name))
    }

    /// As [`PlaceNames::named`], on a sheet of some region: its own name before that of a town in it is the same town.
    pub fn named_in(&self, text: &str, whole: Option<&Who>) -> Who {
        let who = self.named(text);
        let plain = normalise(&who.name);
        let town = |whole: &Who| {
            let (parent, rest) = self.leading(&plain);
            parent.filter(|parent| parent.code == whole.code && town::is_town(rest)).map(|_| rest)
        };
        if self.find(text).is_some() {
            return who;
        }
        let Some(town) = whole.and_then(town) else { return who };
        self.known.get(town).cloned().unwrap_or_else(|| Who { code: RegionCode::new(town), ..who })
    }

    /// The region of that code.
    pub fn of_code(&self, code: &str) -> Option<&Who> {
        self.known.values().find(|who| who.code.as_str() == code)
    }

    /// The first is the second, or a part of it.
    pub fn is_within(&self, part: &Who, whole: &Who) -> bool {
        let mut code = Some(&part.code);
        // A chain of parents longer than any there is would be a circle.
        for _ in 0..8 {
            match code {
                Some(code) if *code == whole.code => return true,
                Some(inner) => code = self.parents.get(inner),
                None => return false,
            }
        }
        false
    }

    /// A list says what the region is a part of, or what its parts are.
    pub fn is_placed(&self, who: &Who) -> bool {
        self.parents.iter().any(|(part, whole)| *part == who.code || *whole == who.code)
    }

    /// The region whose name a title or a file name starts with; the longest wins, and a part named behind its whole
    /// (`许昌市魏都区`) is meant itself.
    pub fn at_start(&self, text: &str) -> Option<&Who> {
        self.leading(&normalise(text)).0
    }

    /// The town a title or a file name goes on to name behind its county: the county is not meant then.
    pub fn town_at_start(&self, text: &str) -> Option<Who> {
        let plain = normalise(text);
        let (found, rest) = self.leading(&plain);
        let town = town::at_start(rest).filter(|_| found.is_some())?;
        Some(self.known.get(town).cloned().unwrap_or_else(|| Who::unlisted(town)))
    }

    /// The region a text (normalised) starts with, and what follows.
    fn leading<'t>(&self, plain: &'t str) -> (Option<&Who>, &'t str) {
        let (mut rest, mut found) = (plain, None::<&Who>);
        while let Some((name, who)) = self.longest(rest)
            && found.is_none_or(|whole| self.parents.get(&who.code) == Some(&whole.code))
        {
            found = Some(who);
            rest = rest.get(name.len()..).unwrap_or_default();
        }
        (found, rest)
    }

    fn longest(&self, plain: &str) -> Option<(&String, &Who)> {
        // A short name begins many others: 禹州路街道 is not 禹州市.
        let whole = |name: &str| name.chars().count() > 2;
        let fits = self.known.iter().filter(|(name, _)| whole(name) && plain.starts_with(name.as_str()));
        fits.max_by_key(|(name, _)| name.len())
    }
}
