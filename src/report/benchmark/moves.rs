//! Who climbed and who fell since the period before: what a chart of two periods' places says.

use super::view::{View, more};
use crate::benchmark::Standing;
use crate::model::{Exact, FigureKey, Measure};
use crate::report::mark;

/// So many names are told; of more, how many they are.
const NAMED: usize = 2;

/// `雅安市上升1位，宜宾市下降1位`: the farthest each way; empty where nobody has moved.
pub fn farthest(view: &View<'_>, standing: &Standing) -> String {
    let change = |entry| {
        let figure = view.figure(more(entry, Measure::RankChange)?)?;
        Some((figure.value?, &entry.member, &figure.key))
    };
    let all: Vec<(Exact, _, &FigureKey)> = standing.entries.iter().filter_map(change).collect();
    let way = |verb: &str, wanted: Option<Exact>| {
        let moved: Vec<_> = all.iter().filter(|(by, ..)| Some(*by) == wanted).collect();
        let (_, first, key) = moved.first()?;
        let names: Vec<String> = moved.iter().take(NAMED).map(|(_, one, _)| mark::name(view.name(one))).collect();
        let who = if moved.len() > NAMED {
            format!("{}等{}个", mark::name(view.name(first)), mark::number(moved.len()))
        } else {
            names.join("、")
        };
        let shown = view.figure(key).map(|figure| view.shown(figure)).unwrap_or_default();
        Some(format!("{who}{verb}{}", mark::figure(key, &format!("{}位", shown.trim_start_matches('-')))))
    };
    let most = all.iter().map(|(by, ..)| *by).max().filter(|by| *by > Exact::ZERO);
    let least = all.iter().map(|(by, ..)| *by).min().filter(|by| by.is_negative());
    let both = [most.and_then(|by| way("上升", Some(by))), least.and_then(|by| way("下降", Some(by)))];
    both.into_iter().flatten().collect::<Vec<_>>().join("，")
}
