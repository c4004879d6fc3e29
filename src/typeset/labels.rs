//! What keeps a label with its text, and a number in Chinese numerals whole: no line ends inside `第三名`, `十四五`, `表1`,
//! nor after `2.`, `一、`, `（一）`, `一是`.

use super::words::Glyph;

const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";
/// Count what a number in Chinese numerals numbers; with one of these `一是`, `第三名`, `十个` are one piece.
const COUNTED: &str = "个项名位户人件家张类期月年季元是次批条步份";
/// Before a number: `第3名`, `表1`, `附件2`.
const NUMBERED: &str = "第表图件注例";
/// After these a label may stand.
const SENTENCE: &str = "。；：！？";

pub fn is_numeral(c: char) -> bool {
    NUMERALS.contains(c)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// Whether no line ends before character `i`, which is not the first.
pub fn held(glyphs: &[Glyph<'_>], i: usize) -> bool {
    let (before, here) = (glyphs[i - 1].character, glyphs[i].character);
    let numeral = is_numeral(before) && (is_numeral(here) || COUNTED.contains(here));
    let numbered = NUMBERED.contains(before) && here.is_ascii_digit() || before == '第' && is_numeral(here);
    // `附` of `附件1`, `附表2`.
    let annexed = before == '附' && "件表图".contains(here);
    numeral || numbered || annexed || after_label(glyphs, i)
}

/// Whether `i` is what is counted by a number in brackets that is about so many: the `人` of `（2000余人）`.
pub fn after_about(glyphs: &[Glyph<'_>], i: usize) -> bool {
    let at = |back: usize| i.checked_sub(back).and_then(|at| glyphs.get(at)).map(|glyph| glyph.character);
    let digits = (2..).take_while(|&back| at(back).is_some_and(|c| is_number(c) || ".,".contains(c))).count();
    let about = at(1).is_some_and(|c| "余多".contains(c));
    about && digits > 0 && at(digits + 2) == Some('（') && at(0).is_some_and(|c| !"）。，、；：".contains(c))
}

/// Whether what ends before `i` is the label of an item: `2.` anywhere, `（一）` anywhere, `一、` and `2、` at the head of a
/// sentence.
fn after_label(glyphs: &[Glyph<'_>], i: usize) -> bool {
    let at = |back: usize| i.checked_sub(back).and_then(|at| glyphs.get(at)).map(|glyph| glyph.character);
    let numbers = (2..).take_while(|&back| at(back).is_some_and(is_number)).count();
    if numbers == 0 {
        return false;
    }
    let before = at(numbers + 2);
    match at(1) {
        Some('.' | '．') => at(2).is_some_and(|c| c.is_ascii_digit()) && before != Some('.'),
        Some('、') => before.is_none_or(|c| SENTENCE.contains(c)),
        Some('）') => before == Some('（'),
        Some(')') => before == Some('('),
        _ => false,
    }
}
