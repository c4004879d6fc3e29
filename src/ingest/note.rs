//! Whether a text of a sheet makes a statement, as a whole one: not as a part of a sentence that says something else.

use crate::catalog::normalise;

/// Words that begin a note, and may stand right before its statement.
const BEGIN: [&str; 4] = ["附注", "备注", "说明", "注"];

/// The text makes this statement: between marks, from its beginning, or behind its number.
pub(super) fn says(text: &str, statement: &str) -> bool {
    let statement = normalise(statement);
    // A line may end where a sentence does, or be broken inside one.
    let ended: String = text.chars().map(|c| if matches!(c, '\n' | '\r') { ';' } else { c }).collect();
    !statement.is_empty() && [normalise(&ended), normalise(text)].iter().any(|plain| holds(plain, &statement))
}

fn holds(plain: &str, statement: &str) -> bool {
    plain.match_indices(statement).any(|(at, _)| {
        let before = plain.get(..at).unwrap_or_default();
        let behind = plain.get(at + statement.len()..).unwrap_or_default();
        begins(before) && behind.chars().next().is_none_or(is_mark)
    })
}

/// A statement may begin behind this.
fn begins(before: &str) -> bool {
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = BEGIN.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    bare.chars().next_back().is_none_or(is_mark)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_a_whole_statement() {
        for text in "空白表示无|注：空白表示无。|说明：1.按月报；2.空白表示无|注：空 白 表示无，照填|（空白表示无）|\
            一、按月报\n二、空白表示无\n三、其他|备注空白表示无|①空白表示无|注：空白表\n示无"
            .split('|')
        {
            assert!(says(text, "空白表示无"), "{text}");
        }
        for text in "不得以空白表示无|空白表示无法统计|空白表示无的须说明|本表空白表示无|空白|".split('|')
        {
            assert!(!says(text, "空白表示无"), "{text}");
        }
        assert!(!says("空白", ""));
    }
}
