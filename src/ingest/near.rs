//! The candidates nearest to a word that is not known: for a person to choose from, never chosen here.

use std::collections::BTreeSet;

/// Up to three, nearest first, joined by `、`; `—` when nothing is near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let word: Vec<char> = word.chars().filter(|c| !c.is_whitespace()).collect();
    let ranked: BTreeSet<(usize, &str)> = candidates
        .map(|candidate| (distance(&word, &candidate.chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| *distance * 2 <= word.len().max(candidate.chars().count()))
        .collect();
    let names: Vec<&str> = ranked.iter().take(3).map(|(_, name)| name.trim()).collect();
    if names.is_empty() { "—".to_owned() } else { names.join("、") }
}

/// Edit distance (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let up = row.get(j + 1).copied().unwrap_or(usize::MAX);
            let best = (corner + usize::from(x != y)).min(up + 1).min(left + 1);
            corner = up;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = best;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_the_far_not_at_all() {
        let known = ["火化遗体数", "火化率", "死亡人数"];
        assert_eq!(nearest("火化遗体量", known.into_iter()), "火化遗体数");
        assert_eq!(nearest("其他（本局自行增加）", known.into_iter()), "—");
    }
}
