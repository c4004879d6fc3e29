//! The candidates nearest to a word that is not known: for a person to choose from, never chosen here.

use std::collections::BTreeSet;

/// Up to three, nearest first, joined by `、`; `—` when nothing is near.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    let length = word.chars().count();
    let ranked: BTreeSet<(usize, &str)> = candidates
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 2 <= length.max(candidate.chars().count()))
        .collect();
    let names: Vec<&str> = ranked.iter().take(3).map(|(_, name)| name.trim()).collect();
    if names.is_empty() { "—".to_owned() } else { names.join("、") }
}

/// Edits (insert, delete, replace a character, swap two neighbours) from one text to another.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_the_far_not_at_all() {
        let known = ["火化遗体数", "火化率", "死亡人数"];
        assert_eq!(nearest("火化遗体量", known.into_iter()), "火化遗体数");
        assert_eq!((distance("火化率", "火花率"), distance("ab", "ba")), (1, 1));
        assert_eq!(nearest("其他（本局自行增加）", known.into_iter()), "—");
    }
}
