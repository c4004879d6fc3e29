//! What stands in place of a value, or after it, and what that means: said wherever it is printed.

use super::fig::Fig;
use super::input::{World, why_none};
use super::{headline, lack, mark, words};
use crate::document::Inline;
use crate::model::{Missing, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a note names.
const NAMED: usize = 6;

/// The symbols some figures are printed with.
#[derive(Debug, Default)]
pub struct Symbols {
    used: BTreeSet<Missing>,
    /// What the incomplete totals lack: each set once, with the names of those that lack it.
    lacking: BTreeMap<BTreeSet<RegionCode>, BTreeSet<String>>,
}

impl Symbols {
    pub fn see(&mut self, world: &World, fig: &Fig) {
        let Some(missing) = fig.missing else { return };
        if fig.known() {
            self.used.insert(Missing::Incomplete);
            self.lacking.entry(lack::of(world, &fig.key).without).or_default().insert(fig.name().to_owned());
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

    /// `带“*”的合计不含：魏都区。`; where they lack different units, which lacks which: `带“*”的合计，低保人数合计不含魏都区；火化率不含
    /// 长葛市。`, of more than a note has room for what they have in common: `带“*”的合计均不含魏都区，部分还不含长葛市、开发区。` None
    /// where every total is whole.
    pub fn without(&self, world: &World) -> Option<Vec<Inline>> {
        let first = self.lacking.keys().next()?;
        let mark = &world.theme.incomplete;
        let names = |units: &BTreeSet<RegionCode>| lack::names(world, units);
        if self.lacking.len() == 1 {
            return (!first.is_empty()).then(|| headline::read(&format!("带“{mark}”的合计不含：{}。", names(first))));
        }
        let rows: Vec<&String> = self.lacking.values().flatten().collect();
        let once: BTreeSet<&String> = rows.iter().copied().collect();
        let is_short =
            rows.len() == once.len() && rows.len() <= NAMED && self.lacking.keys().all(|set| !set.is_empty());
        if is_short {
            let told = self.lacking.iter().map(|(units, rows)| {
                format!("{}不含{}", words::list(rows.iter().map(|row| mark::said(row))), names(units))
            });
            return Some(headline::read(&format!("带“{mark}”的合计，{}。", told.collect::<Vec<_>>().join("；"))));
        }
        let all: BTreeSet<RegionCode> = self.lacking.keys().flatten().cloned().collect();
        let common: BTreeSet<RegionCode> =
            all.iter().filter(|unit| self.lacking.keys().all(|set| set.contains(*unit))).cloned().collect();
        let rest: BTreeSet<RegionCode> = all.difference(&common).cloned().collect();
        let told = match common.is_empty() {
            true => format!("带“{mark}”的合计各有所缺，分别不含{}中的一个或几个。", names(&rest)),
            false => format!("带“{mark}”的合计均不含{}，部分还不含{}。", names(&common), names(&rest)),
        };
        Some(headline::read(&told))
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
            if let (Missing::Incomplete, 1, Some(without)) = (missing, self.lacking.len(), self.lacking.keys().next()) {
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
