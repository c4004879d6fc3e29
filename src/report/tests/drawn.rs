//! Tables and parts a report's wording draws itself.

use super::*;

#[test]
fn a_drawn_table_is_numbered_by_its_id_and_named_in_a_sentence() {
    let bureau = november();
    let wording = "见{{ see(\"mine\") }}和{{ see(\"key\") }}。\n::table mine | 各项\n| 项 | 数 |\n|---|---:|\n{% for f in [focus] %}\n\
                   | {{ f.name }} | {{ f }} |\n\n{% endfor %}\n| 计 | {{ no(3) }} |\n完。\n::table key | 重点\n::table | 无号\n| 甲 |\n|:-:|\n";
    let document = bureau.document(Some(wording)).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(text(&document), "见表1和表2。\n完。");
    let mine = table(&document, "mine");
    assert_eq!((plain_text(&mine.title).as_str(), mine.short.as_str()), ("表1\u{3000}各项", "各项"));
    let shown: Vec<Vec<&str>> =
        mine.rows.iter().map(|row| row.cells.iter().map(|cell| cell.content.shown()).collect()).collect();
    assert_eq!(shown, [["火化率", "95.67%"], ["计", "3"]]);
    let titles: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(plain_text(&t.title)) } else { None })
        .collect();
    assert_eq!(titles, ["表1\u{3000}各项", "表2\u{3000}重点", "无号"]);
}

#[test]
fn what_is_drawn_wrongly_is_told() {
    let bureau = november();
    for (wording, line, said) in [
        ("甲\n::table mine | 表\n乙\n", 2, "没有“::table mine”"),
        ("::table | 表\n", 1, "下一行要画出表来"),
        ("::table key | 表\n| 甲 |\n|---|\n", 1, "由程序列出"),
        ("::table 我的 | 表\n| 甲 |\n|---|\n", 1, "小写字母"),
        ("::table mine | 表\n| 甲 | 乙 |\n|---|---|\n| 丙 |\n", 1, "各行格数不同"),
        ("::table mine | 表\n| 甲 |\n|---|\n| 共{{ focus }} |\n", 1, "“共95.67%”"),
        ("甲\n\n| 乙 |\n", 3, "上面要有 ::table"),
        ("甲\n见{{ see(\"mine\") }}\n", 2, "“mine”"),
        ("{% set id = \"mine\" %}\n见{{ see(id) }}\n", 0, "“mine”"),
        ("甲\n::table mine | 表\n| 甲 |\n|---|\n| {{ see(\"it\") }} |\n", 5, "“it”"),
        ("::chart mine | 图\n", 1, "没有“::chart mine”"),
        ("::stamp\n", 1, "没有“::stamp”"),
    ] {
        let error = bureau.error(wording);
        assert!(error.line == line && error.message_zh.contains(said), "{wording}: {error}");
        assert_eq!(error.to_string().contains("wording.md:行号不详: "), line == 0, "{error}");
    }
}

#[test]
fn a_line_in_full_width_signs_is_told_and_not_printed() {
    let bureau = november();
    for (wording, line, sign) in [
        ("甲\n：：signature | 许昌市民政局\n", 2, "“：：”"),
        ("：:remark | 乙\n", 1, "“：：”"),
        ("{% if draft %}：：remark | 乙{% endif %}\n", 1, "“：：”"),
        ("::remark ｜ 此件公开发布\n", 1, "“｜”"),
        ("::table mine | 表\n| 甲 ｜ 乙 |\n|---|---|\n", 2, "“｜”"),
    ] {
        let error = bureau.error(wording);
        assert!(error.line == line && error.message_zh.contains(sign), "{wording}: {error}");
        assert!(error.message_zh.contains("行首写 ::，各部分之间写 |"), "{error}");
    }
    assert_eq!(bureau.say("如下：甲：：乙｜丙"), "如下：甲：：乙｜丙", "words may have them");
}

#[test]
fn parts_of_a_document_stand_where_the_wording_puts_them() {
    let bureau = november();
    let wording = "::contents | 目录\n### 二级\n#### 三级\n::labelled | 出席： | 某人\n::remark | 此件公开发布\n\
                   ::attachments | 附件： | 甲 | | 乙\n::annex | 附件{{ no(1) }} | 甲表\n::imprint | 报：市政府 | 送：\n";
    let document = bureau.document(Some(wording)).unwrap_or_else(|e| panic!("{e}"));
    let words: Vec<String> = document
        .blocks
        .iter()
        .map(|block| block.texts().iter().map(|text| plain_text(text)).collect::<Vec<_>>().join("/"))
        .collect();
    let (foot, rest) = words.split_last().unwrap();
    assert_eq!(rest, ["目录", "二级", "三级", "出席：/某人", "此件公开发布", "附件：/甲/乙", "附件1/甲表"]);
    // What the desk decides comes after it.
    assert!(foot.starts_with("报：/市政府/送：/"), "{foot}");
    let levels: Vec<u8> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Heading { level, .. } = b { Some(*level) } else { None })
        .collect();
    assert_eq!(levels, [2, 3]);
    assert!(bureau.document(Some("::to |\n::attachments | 附件：\n")).unwrap().blocks.is_empty(), "nothing to say");
}
