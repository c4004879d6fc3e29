//! Titles as an office breaks them.

use super::*;
use crate::canvas::FontRole;
use crate::document::Inline;
use crate::fonts::testing::bundled;
use crate::typeset::geometry::PORTRAIT;

const SIZE: f64 = 22.0;

fn list() -> BTreeSet<String> {
    let words = "关于 通报 报告 重点工作 完成情况 进展情况 工作 殡葬改革 民政 民政局 全市 许昌市民政局 困难群众 \
                 救助 补助资金 支出 进度 情况 通知 社会救助 养老服务 做好";
    words.split_whitespace().map(str::to_owned).collect()
}

fn broken_at(text: &str, characters: f64) -> Vec<String> {
    let inlines = [Inline::Text(text.to_owned())];
    let words = Words::of(&inlines, bundled(), FontRole::Title, SIZE);
    let lines = title_lines(&words, text, &list(), characters * SIZE);
    lines.iter().map(|l| words.glyphs[l.range.clone()].iter().map(|g| g.character).collect()).collect()
}

fn broken(text: &str) -> Vec<String> {
    broken_at(text, PORTRAIT.area_width / SIZE - 2.0)
}

#[test]
fn titles_are_broken_between_words() {
    let cases: [(&str, &[&str]); 4] = [
        ("许昌市民政局2021年11月重点工作完成情况报告", &["许昌市民政局2021年11月", "重点工作完成情况报告"]),
        // 工作 | 进展情况 would be as good a sense, and 14½ characters over 7 a worse shape.
        ("关于2021年1—11月殡葬改革工作进展情况的通报", &["关于2021年1—11月殡葬改革", "工作进展情况的通报"]),
        ("2021年11月全市民政重点工作完成情况通报", &["2021年11月全市民政", "重点工作完成情况通报"]),
        ("许昌市民政局重点工作通报", &["许昌市民政局重点工作通报"]),
    ];
    for (title, lines) in cases {
        assert_eq!(broken(title), lines);
    }
}

#[test]
fn a_date_is_not_parted_and_no_line_begins_with_what_leans_back() {
    for characters in 8..16 {
        let lines = broken_at("关于做好2021年11月30日社会救助和养老服务工作的通知", f64::from(characters));
        let joined = lines.join("|");
        for word in ["2021年11月30日", "社会救助", "养老服务", "工作", "通知"] {
            assert!(joined.contains(word), "{word} is parted: {joined}");
        }
        assert!(lines.iter().all(|line| !line.starts_with(['的', '和'])), "{joined}");
    }
}

#[test]
fn a_break_the_wording_gives_is_taken() {
    let title = "关于2021年1—11月殡葬改革工作\u{200B}进展情况的通报";
    assert_eq!(broken(title), ["关于2021年1—11月殡葬改革工作", "进展情况的通报"]);
    assert_eq!(broken("重点工作\u{200B}完成情况"), ["重点工作完成情况"], "one line needs no break");
}

#[test]
fn lines_rise_or_fall_or_swell_and_have_no_waist() {
    // Rectangle 5; one em of difference a quarter; four ems four; a waist 200 on top.
    assert!((shape(&[10.0, 10.0]) - 5.0).abs() < 1e-9);
    assert!((shape(&[10.0, 9.0]) - 0.25).abs() < 1e-9);
    assert!((shape(&[6.0, 10.0, 8.0]) - 4.0).abs() < 1e-9, "a lozenge");
    assert!((shape(&[10.0, 6.0, 8.0]) - 204.0).abs() < 1e-9, "a waist");
    assert!((shape(&[12.0])).abs() < 1e-9);
    let title = "关于全市困难群众救助补助资金支出进度情况和社会救助养老服务重点工作完成情况的通报";
    let widths: Vec<usize> = broken(title).iter().map(|line| line.chars().count()).collect();
    assert_eq!(widths.len(), 3, "{widths:?}");
    assert!(widths[1] >= widths[0].min(widths[2]), "{:?}", broken(title));
}

#[test]
fn where_no_word_is_known_lines_are_of_like_length() {
    let lines = broken_at("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", 10.0);
    let counts: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    assert_eq!(counts, [10, 8]);
}
