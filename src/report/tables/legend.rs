//! What the marks beside cells mean, under every table that has some: a page may be copied in black and white.

use crate::catalog::{Marks, Theme};
use crate::document::{Band, Inline, Table};

/// `标记：● 完成或达到序时，▲ 滞后、差距较小。`: of the bands that are there.
fn legend(words: [(Band, &str); 4], has: &dyn Fn(Band) -> bool) -> Option<String> {
    let used = words.into_iter().filter(|(band, words)| has(*band) && !words.is_empty());
    let said: Vec<String> = used.filter_map(|(band, words)| Some(format!("{} {words}", band.mark()?))).collect();
    (!said.is_empty()).then(|| format!("标记：{}。", said.join("，")))
}

fn of_targets(marks: &Marks) -> [(Band, &str); 4] {
    [(Band::Good, &marks.good), (Band::Watch, &marks.watch), (Band::Bad, &marks.bad), (Band::Unknown, &marks.unknown)]
        .map(|(band, words)| (band, words.as_str()))
}

fn of_returns(marks: &Marks) -> [(Band, &str); 4] {
    let (watch, bad) = (marks.returns_watch.as_str(), marks.returns_bad.as_str());
    [(Band::Good, ""), (Band::Watch, watch), (Band::Bad, bad), (Band::Unknown, "")]
}

/// All marks of targets, for whoever explains a book.
pub fn all(theme: &Theme) -> String {
    legend(of_targets(&theme.marks), &|_| true).unwrap_or_default()
}

/// With the legend as the first of the notes.
pub fn with_legend(theme: &Theme, mut table: Table, is_of_returns: bool) -> Table {
    let has = |band| table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.band == band);
    let words = if is_of_returns { of_returns(&theme.marks) } else { of_targets(&theme.marks) };
    if let Some(said) = legend(words, &has) {
        table.notes.insert(0, vec![Inline::Text(said)]);
    }
    table
}
