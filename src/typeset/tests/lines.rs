//! Lines that are filled: how far they are stretched, and what is never parted.

use super::lines_of;
use crate::canvas::FontRole;
use crate::fonts::testing::bundled;
use crate::typeset::geometry::{BODY, PITCH, PORTRAIT};
use crate::typeset::lines::{Fill, break_lines};
use crate::typeset::testing::inlines;
use crate::typeset::words::Words;

/// The widest gap between two characters of a line, in ems, by the line's text; those after marks and beside numbers apart.
fn widest_gaps(words: &Words<'_>, fill: Fill) -> Vec<(f64, String)> {
    let lines = break_lines(words, fill);
    let full = &lines[..lines.len() - 1];
    let of_line = |line: &crate::typeset::lines::Line| {
        let glyphs = &words.glyphs[line.range.clone()];
        let gap = |i: usize| (line.x[i + 1] - line.x[i] - glyphs[i].advance) / words.size;
        let plain = |i: usize| glyphs[i].group == 0 && !"，。、；：）”".contains(glyphs[i].character);
        let inside = (0..glyphs.len() - 1).filter(|&i| plain(i) && glyphs[i + 1].group == 0);
        (inside.map(gap).fold(0.0, f64::max), glyphs.iter().map(|g| g.character).collect())
    };
    full.iter().map(of_line).collect()
}

#[test]
fn no_line_is_stretched_beyond_a_tenth_of_an_em_nor_left_short() {
    let texts = [
        "[11月]份，全市火化率为{98.14%}，较[1月]份提高{68.63个百分点}，由[1月]份的{29.51%}升至{98.14%}；[1—11月]累计火化率为{65.23%}，同比提高{29.27个百分点}。截至[11月]底，全市共有低保对象{109833人}，同比增长{2.3%}。[1—11月]累计发放残疾人两项补贴{3874.68万元}，同比增长{3.1%}。",
        "[11月]份，各单位火化率居前三位的是东城区（{100.00%}）、长葛市（{99.03%}）、魏都区（{98.90%}）；居后三位的是襄城县（{97.86%}）、鄢陵县（{97.60%}）、禹州市（{97.27%}）。最高的东城区比最低的禹州市高{2.73个百分点}（<图1>）。",
    ];
    for text in texts {
        let inlines = inlines(text);
        let words = Words::of(&inlines, bundled(), FontRole::Fang, BODY);
        let width = PORTRAIT.area_width;
        let fill = Fill { first: width - 2.0 * PITCH, rest: width, justify: true, tracking: 0.0 };
        for (gap, line) in widest_gaps(&words, fill) {
            assert!(gap <= crate::typeset::lines::EVEN + 1e-9, "{gap} in {line}");
        }
        let lines = break_lines(&words, fill);
        for (no, line) in lines[..lines.len() - 1].iter().enumerate() {
            let width = if no == 0 { fill.first } else { fill.rest };
            assert!(line.width > width - 0.01, "line {} is short by {}", no + 1, width - line.width);
        }
    }
}

#[test]
fn a_label_keeps_its_text_and_a_number_in_characters_is_whole() {
    let text = inlines(
        "平稳。<2>.县级医院；<3>．市级。（十一）救助。一、总体；二、问题。一是强化，其中“八五”普法、十四五规划，居第三名，\
         第二十一期见<表>1和附件<2>、图<1>，另有二十余个单位、两项补贴、三家机构。",
    );
    for characters in 6..30 {
        let joined = lines_of(&text, f64::from(characters) * BODY).join("|");
        let whole = [
            "2.县",
            "3．市",
            "（十一）救",
            "一、总",
            "二、问",
            "一是",
            "八五",
            "十四五",
            "第三名",
            "第二十一期",
            "表1",
        ];
        for whole in whole.iter().chain(&["附件2", "图1", "二十", "两项", "三家"]) {
            assert!(joined.contains(whole), "{whole} is parted in {joined}");
        }
    }
}

#[test]
fn a_unit_is_parted_only_where_the_line_would_be_torn() {
    let text = inlines("较上月提高{68.63个百分点}。");
    let roomy = lines_of(&text, 14.0 * BODY).join("|");
    assert!(roomy.contains("68.63个百分点"), "{roomy}");
    let torn = lines_of(&inlines("火化率较上年同期提高{68.63个百分点}，平稳运行。"), 14.0 * BODY).join("|");
    assert!(torn.contains("68.63个|百分点"), "{torn}");
}

#[test]
fn what_is_counted_in_brackets_is_parted_from_its_number_rather_than_tear_the_line() {
    let width = PORTRAIT.area_width;
    for (text, ends) in [
        ("完成情况：已完成。动员老年志愿者{2150人}，为目标（{2000余人}）的{107.5%}。", "2000余"),
        (
            "完成情况：滞后，时限为年底。惠民殡葬补贴资金{921.36万元}，为目标（{1089万元}）的{84.6%}；婚姻登记办结。",
            "万元，",
        ),
    ] {
        let inlines = inlines(text);
        let words = Words::of(&inlines, bundled(), FontRole::Fang, BODY);
        let fill = Fill { first: width - 2.0 * PITCH, rest: width, justify: true, tracking: PITCH - BODY };
        let line = break_lines(&words, fill).remove(0);
        let said: String = words.glyphs[line.range.clone()].iter().map(|g| g.character).collect();
        assert!(said.ends_with(ends), "{said}");
        assert!((line.width - fill.first).abs() <= BODY / 2.0 + 0.01, "{} of {}: {said}", line.width, fill.first);
    }
    let roomy = lines_of(&inlines("为目标（{2000余人}）的。"), width).join("|");
    assert!(roomy.contains("（2000余人）"), "{roomy}");
}
