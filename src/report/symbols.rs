//! What stands in place of a value, or after it, and what that means: said wherever it is printed.

use super::fig::Fig;
use super::input::{World, why_none};
use super::{headline, lack};
use crate::document::Inline;
use crate::model::{Missing, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// The symbols some figures are printed with.
#[derive(Debug, Default)]
pub struct Symbols {
    used: BTreeSet<Missing>,
    /// What the incomplete totals lack, each set once.
    lacking: BTreeSet<BTreeSet<RegionCode>>,
}

impl Symbols {
    pub fn see(&mut self, world: &World, fig: &Fig) {
        let Some(missing) = fig.missing else { return };
        if fig.known() {
            self.used.insert(Missing::Incomplete);
            self.lacking.insert(lack::of(world, &fig.key).without);
            return;
        }
        let missing = why_none(fig.key.measure, missing);
        // A total of which nothing came is printed like a number that did not come.
        self.used.insert(if missing == Missing::Incomplete { Missing::NotReported } else { missing });
    }

    /// A symbol in place of a value that no figure stands for.
    pub fn see_missing(&mut self, missing: Option<Missing>) {
        self.used.extend(missing);
    }

    /// Every unit that some incomplete total lacks.
    pub fn without(&self) -> BTreeSet<RegionCode> {
        self.lacking.iter().flatten().cloned().collect()
    }

    /// `“…”未报；“*”合计不完整`; empty where no symbol was used.
    pub fn meanings(&self, world: &World) -> String {
        let meanings: Vec<String> = self.used.iter().map(|missing| meaning(world, *missing)).collect();
        meanings.join("；")
    }

    /// Each symbol with a sentence of what it means, for small print under a drawing. The units are named where all lack the same.
    pub fn legends(&self, world: &World) -> BTreeMap<String, Vec<Inline>> {
        let legend = |missing: &Missing| {
            let mut words = vec![Inline::Text(meaning(world, *missing))];
            if let (Missing::Incomplete, 1, Some(without)) = (missing, self.lacking.len(), self.lacking.first()) {
                words.push(Inline::Text("，不含".to_owned()));
                words.extend(headline::read(&lack::names(world, without)));
            }
            words.push(Inline::Text("。".to_owned()));
            (symbol(world, *missing).to_owned(), words)
        };
        self.used.iter().map(legend).collect()
    }
}

fn symbol(world: &World, missing: Missing) -> &str {
    if missing == Missing::Incomplete { &world.theme.incomplete } else { world.symbol(missing) }
}

fn meaning(world: &World, missing: Missing) -> String {
    let words = match missing {
        Missing::NotReported => "未报",
        Missing::NotApplicable => "不适用或不计算",
        Missing::Suppressed => "不宜公布",
        Missing::Unreadable => "上报内容无法识别",
        Missing::Incomplete => "合计不完整",
    };
    format!("“{}”{words}", symbol(world, missing))
}
