//! How names, labels and heads are compared: by what they say, not by how they were typed.

use unicode_normalization::UnicodeNormalization;

/// The text without what typists vary: compatibility forms (NFKC), white space and line breaks,
/// invisible characters; brackets, colons, quotes and dashes of one kind.
///
/// ```
/// use yuebao::catalog::normalise;
/// assert_eq!(normalise("指　标\n名 称"), "指标名称");
/// assert_eq!(normalise("公办（敬老院等）"), normalise("公办(敬老院等)"));
/// ```
pub fn normalise(text: &str) -> String {
    let plain = text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(unify);
    // Composed once more: what was taken out may have stood between a letter and its mark.
    plain.nfkc().collect()
}

/// As [`normalise`], without a leading `其中:`.
///
/// ```
/// use yuebao::catalog::normalise_label;
/// assert_eq!(normalise_label("　其中：村委会"), "村委会");
/// ```
pub fn normalise_label(text: &str) -> String {
    let plain = normalise(text);
    plain.strip_prefix("其中:").map_or_else(|| plain.clone(), str::to_owned)
}

/// A head path (`本年/本月数`) as its normalised levels, outermost first. A slash in brackets, as in a unit
/// (`标准（元/人·月）`), parts no levels.
///
/// ```
/// use yuebao::catalog::head_path;
/// assert_eq!(head_path("临时救助 / 金额（万元）"), ["临时救助", "金额(万元)"]);
/// assert_eq!(head_path("标准（元/人·月）"), ["标准(元/人·月)"]);
/// ```
pub fn head_path(text: &str) -> Vec<String> {
    head_levels(&normalise(text))
}

/// As [`head_path`], the levels as written.
///
/// ```
/// use yuebao::catalog::head_levels;
/// assert_eq!(head_levels("临时救助 / 金额（元/人）"), ["临时救助", "金额（元/人）"]);
/// ```
pub fn head_levels(text: &str) -> Vec<String> {
    let mut levels = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match levels.last_mut() {
            Some(_) if matches!(c, '/' | '／') && depth == 0 => levels.push(String::new()),
            Some(level) => level.push(c),
            None => {}
        }
    }
    let levels = levels.into_iter().map(|level| level.trim().to_owned());
    levels.filter(|level| !level.is_empty()).collect()
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn unify(c: char) -> char {
    match c {
        '〔' | '【' | '〖' | '[' | '{' => '(',
        '〕' | '】' | '〗' | ']' | '}' => ')',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '‚' => '\'',
        '∶' | '︰' => ':',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | 'ー' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_counties_type_comes_out_the_same() {
        for (typed, plain) in [
            ("表１\u{3000}社会救助", "表1社会救助"),
            ("本年\n累计", "本年累计"),
            ("党组织书记“一肩挑”数", "党组织书记\"一肩挑\"数"),
            ("完成率 ［％］", "完成率(%)"),
            ("—", "-"),
            ("－", "-"),
            ("受理离婚登记申请\u{feff}\u{200b}", "受理离婚登记申请"),
            ("⼀级", "一级"),
        ] {
            assert_eq!(normalise(typed), plain);
        }
        assert_eq!(normalise_label("其中:一级残疾"), "一级残疾");
        assert_eq!(normalise_label("其中"), "其中");
    }

    proptest! {
        #[test]
        fn normalising_again_changes_nothing(text in "\\PC{0,20}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
