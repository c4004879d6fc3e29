//! Names of towns behind the name of their county, and numbering before a name.

/// What a town's name ends with.
const ENDINGS: [&str; 4] = ["街道", "办事处", "镇", "乡"];
/// What stands before 镇 or 乡 and makes no name: 城镇, 乡镇, 各乡镇, 分乡镇.
const NO_NAMES: [&str; 6] = ["城", "乡", "村", "城乡", "农村", "全部"];
const NO_BEGINNINGS: [char; 5] = ['各', '分', '所', '辖', '全'];
/// What may follow a town's name in a title.
const BEHIND: [&str; 6] = ["人民政府", "政府", "民政", "社会事务", "办事处", "("];
/// The longest name of a town, without its ending.
const LONGEST: usize = 5;

/// The whole text (normalised) names a town.
pub(super) fn is_town(text: &str) -> bool {
    name_at_start(text).is_some_and(|name| name.len() == text.len())
}

/// The name of the town a title (normalised, behind its county's name) goes on with.
pub(super) fn at_start(text: &str) -> Option<&str> {
    let name = name_at_start(text)?;
    let behind = text.get(name.len()..).unwrap_or_default();
    let dated = |c: char| c.is_ascii_digit() || "二〇○".contains(c);
    (behind.chars().next().is_none_or(dated) || BEHIND.iter().any(|word| behind.starts_with(word))).then_some(name)
}

fn name_at_start(text: &str) -> Option<&str> {
    let ends = text.char_indices().map(|(at, _)| at).skip(1).take(LONGEST);
    let (bare, ending) = ends.filter_map(|at| text.split_at_checked(at)).find_map(|(bare, rest)| {
        let ending = ENDINGS.iter().find(|ending| rest.starts_with(**ending))?;
        Some((bare, *ending))
    })?;
    let is_name =
        bare.chars().all(char::is_alphabetic) && !bare.starts_with(NO_BEGINNINGS) && !NO_NAMES.contains(&bare);
    let whole = text.get(..bare.len() + ending.len()).filter(|_| is_name)?;
    // 颍川街道办事处 is one name.
    let office = text.get(whole.len()..).is_some_and(|rest| ending == "街道" && rest.starts_with("办事处"));
    if office { text.get(..whole.len() + "办事处".len()) } else { Some(whole) }
}

/// A name without its numbering: `1.`, `二、`, `（3）`, `（四）、`; nothing when it has none.
pub(super) fn without_numbering(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十".contains(c);
    let open = text.strip_prefix(['(', '（']);
    let rest = open.unwrap_or(text).trim_start_matches(is_digit);
    if rest.len() == open.unwrap_or(text).len() {
        return None;
    }
    let mark = |text: &'_ str| text.strip_prefix(['、', '.', '．', '，', ',']).map(str::len);
    let behind = match open {
        Some(_) => {
            let behind = rest.strip_prefix([')', '）'])?;
            mark(behind).map_or(behind, |length| behind.get(behind.len() - length..).unwrap_or_default())
        }
        None => rest.strip_prefix(['、', '.', '．', ')', '）'])?,
    };
    let behind = behind.trim();
    // 1.5 is a number.
    (!behind.is_empty() && !behind.starts_with(is_digit)).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_known_by_their_endings() {
        for (text, name) in [
            ("清河镇2021年11月", Some("清河镇")),
            ("清河镇", Some("清河镇")),
            ("颍川街道办事处2021年", Some("颍川街道办事处")),
            ("颍川街道民政所", Some("颍川街道")),
            ("老城镇人民政府", Some("老城镇")),
            ("城镇2021年", None),
            ("乡镇2021年", None),
            ("各乡镇2021年", None),
            ("分乡镇情况", None),
            ("城乡居民2021年", None),
            ("民政局2021年", None),
            ("老城镇敬老院", None),
            ("2021年11月", None),
            ("", None),
        ] {
            assert_eq!(at_start(text), name, "{text}");
        }
        assert!(is_town("清河镇") && is_town("颍川街道") && !is_town("老城镇敬老院") && !is_town("镇"));
    }

    #[test]
    fn numbering_is_taken_off() {
        for (text, bare) in [
            ("1.魏都区", Some("魏都区")),
            ("１．魏都区", Some("魏都区")),
            ("二、 建安区", Some("建安区")),
            ("（3）鄢陵县", Some("鄢陵县")),
            ("（四）、襄城县", Some("襄城县")),
            ("12) 禹州市", Some("禹州市")),
            ("一组村", None),
            ("十里铺镇", None),
            ("1.5", None),
            ("（县直）", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(without_numbering(text), bare, "{text}");
        }
    }
}
