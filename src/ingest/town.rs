//! Names of towns behind the name of their county, and numbering before a name.

/// What a town's name ends with.
const ENDINGS: [&str; 4] = ["街道", "办事处", "镇", "乡"];
/// What stands before 镇 or 乡 and makes no name: 城镇, 乡镇, 各乡镇, 分乡镇.
const NO_NAMES: [&str; 14] =
    ["城", "乡", "村", "城乡", "农村", "全部", "社区", "中心", "重点", "建制", "有关", "部分", "相关", "其他"];
const NO_BEGINNINGS: [char; 5] = ['各', '分', '所', '辖', '全'];
/// What may follow a town's name in a title, however long the name.
const BEHIND: [&str; 5] = ["人民政府", "政府", "民政", "社会事务", "办事处"];
/// What follows it when not the town is meant but a place in it.
const INSIDE: [&str; 10] = ["敬老", "养老", "福利", "卫生", "光荣", "幸福", "中心", "化", "村", "社区"];
/// The longest name of a town, without its ending; of one that any word may follow.
const LONGEST: usize = 5;
const USUAL: usize = 2;
/// What ends the name of a place.
const PLACES: [&str; 12] = ["区", "县", "市", "旗", "村", "院", "所", "站", "局", "中心", "公司", "办"];

/// The text (normalised) looks like the name of a place or an institution, not like a head (县市区) of a column of them.
pub(super) fn is_place(text: &str) -> bool {
    let is_kind = |c: char| "省市县区旗州乡镇街道办村居委社单位名称所在地()、/".contains(c);
    let is_name = text.chars().count() > 2 && !text.chars().all(is_kind);
    is_town(text) || is_name && PLACES.iter().any(|ending| text.ends_with(ending))
}

/// The whole text (normalised) names a town.
pub(super) fn is_town(text: &str) -> bool {
    name_at_start(text).is_some_and(|name| name.len() == text.len())
}

/// The name of the town a title (normalised, behind its county's name) goes on with.
pub(super) fn at_start(text: &str) -> Option<&str> {
    let name = name_at_start(text)?;
    let behind = text.get(name.len()..).unwrap_or_default();
    let ends =
        |c: char| c.is_ascii_digit() || "二〇○".contains(c) || !c.is_alphabetic() && !matches!(c, '、' | ',' | '/');
    let usual = name.chars().count() == USUAL + 1 || name.ends_with("街道");
    let any = usual
        && behind.chars().next().is_some_and(char::is_alphabetic)
        && !INSIDE.iter().any(|w| behind.starts_with(w));
    let follows = behind.chars().next().is_none_or(ends) || BEHIND.iter().any(|word| behind.starts_with(word));
    (follows || any && !behind.starts_with(['和', '与', '及', '等'])).then_some(name)
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
            ("老城镇低保情况", Some("老城镇")),
            ("老城镇_2021年11月", Some("老城镇")),
            ("清河镇、老城镇2021年", None),
            ("清河镇和老城镇2021年", None),
            ("颍川街道低保", Some("颍川街道")),
            ("困难群众城乡低保", None),
            ("重点镇建设", None),
            ("2021年11月", None),
            ("", None),
        ] {
            assert_eq!(at_start(text), name, "{text}");
        }
        for place in ["清河镇", "长葛市", "老城镇敬老院", "东城区", "社工服务中心"] {
            assert!(is_place(place), "{place}");
        }
        for head in ["县市区", "县区", "乡镇", "乡镇(街道)", "单位名称", "所在地区", "项目", "孤儿", ""]
        {
            assert!(!is_place(head), "{head}");
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
