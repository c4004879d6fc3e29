//! Where in a wording's source something stands: for faults that only show once it is rendered. Lines from 1; 0 where
//! several lines could have made it, or none is found.

use super::directive;

/// The line that calls for a part of a document: by its name and id; of several, the one that has most of its words.
pub fn of_call(source: &str, (name, id): (&str, Option<&str>), parts: &[String], first_row: &[String]) -> usize {
    let lines: Vec<&str> = source.lines().collect();
    let found: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_call(line, name, id))
        .map(|(at, line)| {
            let has =
                |line: &str, words: &[String]| words.iter().filter(|w| !w.is_empty() && line.contains(*w)).count();
            let row = lines.get(at + 1).map_or(0, |next| has(next, first_row));
            (has(line, parts) + row, at + 1)
        })
        .collect();
    let most = found.iter().map(|(words, _)| *words).max();
    only(found.iter().filter(|(words, _)| Some(*words) == most).map(|(_, line)| *line))
}

fn is_call(line: &str, name: &str, id: Option<&str>) -> bool {
    // A tag may stand in front of it (`{% if … %}::remark`).
    let call = line.split_once("::").filter(|(before, _)| before.trim().is_empty() || before.trim().ends_with("%}"));
    call.is_some_and(|(_, call)| directive::split(call.split('|').next().unwrap_or_default()) == (name, id))
}

/// The first line that refers to a table or chart.
pub fn of_reference(source: &str, id: &str) -> usize {
    let refers = |line: &str| {
        let tight: String =
            line.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\'' { '"' } else { c }).collect();
        tight.contains(&format!("see(\"{id}\")"))
    };
    source.lines().position(refers).map_or(0, |at| at + 1)
}

/// The line that is printed as it stands.
pub fn of_line(source: &str, text: &str) -> usize {
    only(source.lines().enumerate().filter(|(_, line)| line.trim() == text).map(|(at, _)| at + 1))
}

fn only(mut lines: impl Iterator<Item = usize>) -> usize {
    match (lines.next(), lines.next()) {
        (Some(line), None) => line,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_by_its_words_or_not_at_all() {
        let source = "甲\n::table | 乙\n| 丙 |\n|---|\n{% if x %}::table | 丁{% endif %}\n| 戊 |\n::remark | 己\n::remark | {{ y }}\n见{{ see( 'k' ) }}";
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let table = |title: &str, head: &str| of_call(source, ("table", None), &words(&[title]), &words(&[head]));
        assert_eq!((table("乙", "丙"), table("丁", "戊"), table("庚", "戊"), table("庚", "辛")), (2, 5, 5, 0));
        assert_eq!(of_call(source, ("remark", None), &words(&["己"]), &[]), 7);
        assert_eq!(of_call(source, ("remark", None), &words(&["辛"]), &[]), 0, "either may have said it");
        assert_eq!(of_call(source, ("table", Some("k")), &[], &[]), 0);
        assert_eq!((of_reference(source, "k"), of_reference(source, "m")), (9, 0));
        assert_eq!((of_line(source, "| 丙 |"), of_line(source, "| 辛 |")), (3, 0));
    }
}
