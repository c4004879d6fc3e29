//! Several files of one unit and month: parts of one return, versions of it, files named after another unit or month,
//! and returns that do not say when they were sent.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use rust_xlsxwriter::Workbook;
use support::march::*;
use support::{home, stdout, yuebao};
use yuebao::finding::{Lang, Level};
use yuebao::ingest::{FileState, ReturnState};

#[test]
fn a_neighbours_form_under_ones_own_name_is_told_to_both() {
    let reading = read(&[("魏都区 3月.xlsx", book("建安区民政局", "2021年3月", "2021-04-02", 74))]);
    let told = one(&reading, "identity.file_unit");
    assert_eq!((told.level, told.region.as_ref().unwrap().as_str()), (Level::Must, JIANAN));
    let said = told.headline(Lang::Zh);
    assert!(said.contains("“魏都区”") && said.contains("按建安区计入"), "{said}");
    assert_eq!(deaths(&reading, JIANAN).as_deref(), Some("74"), "it counts where the cover puts it");
    let lost = one(&reading, "return.misfiled");
    assert_eq!((lost.level, lost.region.as_ref().unwrap().as_str()), (Level::Must, WEIDU));
    let said = lost.headline(Lang::Zh);
    assert!(said.contains("2021-03/魏都区 3月.xlsx") && said.contains("已计入建安区"), "{said}");
    assert_eq!(of_unit(&reading, WEIDU).state, ReturnState::Missing);
    assert!(of(&reading, "return.missing").iter().all(|f| f.region.as_ref().unwrap().as_str() != WEIDU));
}

#[test]
fn a_neighbours_form_displaces_no_return_of_its_own_and_is_no_loss_where_one_came() {
    let jianan = |sent: &str, deaths| book("建安区民政局", "2021年3月", sent, deaths);
    let reading = read(&[
        ("魏都区 3月.xlsx", jianan("2021-04-04", 74)),
        ("魏都区 3月（重报）.xlsx", book("魏都区民政局", "2021年3月", "2021-04-05", 75)),
        ("建安区3月.xlsx", jianan("2021-04-01", 99)),
    ]);
    assert_eq!((deaths(&reading, JIANAN).as_deref(), deaths(&reading, WEIDU).as_deref()), (Some("99"), Some("75")));
    assert!(of(&reading, "return.misfiled").is_empty() && of(&reading, "identity.file_unit").is_empty());
    assert_eq!(states(&reading)["魏都区 3月.xlsx"], FileState::Superseded);
    // A copy under another unit's name is a copy, whichever name is the shorter.
    let reading = read(&[("魏都区.xlsx", jianan("2021-04-01", 74)), ("建安区3月.xlsx", jianan("2021-04-01", 74))]);
    assert_eq!(states(&reading)["魏都区.xlsx"], FileState::Duplicate);
    assert_eq!((of(&reading, "identity.file_unit").len(), of(&reading, "return.misfiled").len()), (0, 1));
}

#[test]
fn names_that_say_the_same_unit_and_month_in_another_way_are_no_disagreement() {
    for name in [
        "禹州 3月.xlsx",
        "3月禹州市.xlsx",
        "2021-03 禹州.xlsx",
        "411081_202103.xlsx",
        "许昌市民政局（禹州市）3月.xlsx",
        "1-3月禹州.xlsx",
        "禹州三月.xlsx",
        "禹州3月报表 4月2日报.xlsx",
        "禹州 20210402.xlsx",
        "月报.xlsx",
    ] {
        let reading = read(&[(name, yuzhou("2021-04-02", 74))]);
        let told = |code| of(&reading, code).len();
        assert_eq!((told("identity.file_unit"), told("identity.file_period")), (0, 0), "{name}");
    }
}

#[test]
fn a_file_named_after_another_month_than_its_folder_is_told() {
    for (name, found) in [
        ("禹州 2月.xlsx", "2021-02"),
        ("411081_202102.xlsx", "2021-02"),
        ("禹州2020年3月.xlsx", "2020-03"),
        ("禹州二月.xlsx", "2021-02"),
    ] {
        let reading = read(&[(name, yuzhou("2021-04-02", 74))]);
        let told = one(&reading, "identity.file_period");
        assert_eq!((told.level, told.month, told.region.as_ref().unwrap().as_str()), (Level::Must, march(), YUZHOU));
        let said = told.headline(Lang::Zh);
        assert!(said.contains(found) && said.contains("2021-03"), "{said}");
    }
}

#[test]
fn a_later_form_of_another_month_does_not_displace_the_right_one() {
    let reading = read(&[
        ("禹州a.xlsx", yuzhou("2021-04-02", 74)),
        ("禹州b.xlsx", book("禹州市民政局", "2021年2月", "2021-04-04", 63)),
    ]);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
    let told = one(&reading, "version.other_month");
    assert_eq!((told.level, told.place.file.as_deref()), (Level::Query, Some("2021-03/禹州b.xlsx")));
    let said = told.headline(Lang::Zh);
    assert!(said.contains("2021-02") && said.contains("2021-03/禹州a.xlsx"), "{said}");
    // One that was mistyped and has been corrected since is merely old.
    let reading = read(&[
        ("禹州a.xlsx", book("禹州市民政局", "2021年2月", "2021-04-01", 63)),
        ("禹州b.xlsx", yuzhou("2021-04-02", 74)),
    ]);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
    assert_eq!((of(&reading, "version.other_month").len(), of(&reading, "file.superseded").len()), (0, 1));
}

#[test]
fn a_form_of_last_month_does_not_make_a_late_return_timely() {
    let reading = read(&[
        ("禹州a.xlsx", yuzhou("2021-04-09", 74)),
        ("禹州b.xlsx", book("禹州市民政局", "2021年2月", "2021-03-04", 63)),
    ]);
    assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::Late);
    // Sent when March was over, its month was mistyped: it was the first submission.
    let reading = read(&[
        ("禹州a.xlsx", yuzhou("2021-04-09", 74)),
        ("禹州b.xlsx", book("禹州市民政局", "2021年2月", "2021-04-02", 63)),
    ]);
    assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::OnTime);
}

#[test]
fn a_version_without_a_date_cannot_be_put_in_order() {
    let reading = read(&[("禹州a.xlsx", yuzhou("2021-04-02", 74)), ("禹州b.xlsx", yuzhou("", 75))]);
    let told = one(&reading, "version.ambiguous");
    assert_eq!(told.level, Level::Must);
    assert!(told.headline(Lang::Zh).contains("暂用2021-03/禹州a.xlsx"), "{}", told.headline(Lang::Zh));
    assert!(of(&reading, "file.superseded").is_empty());
    let reading = read(&[("禹州a更正.xlsx", yuzhou("2021-04-02", 74)), ("禹州b.xlsx", yuzhou("", 75))]);
    assert!(of(&reading, "version.ambiguous").is_empty(), "the mark of revision says which");
}

#[test]
fn a_revision_dated_before_what_it_replaces_is_a_question_and_may_be_pinned() {
    let files = [("禹州3月.xlsx", yuzhou("2021-04-04", 74)), ("禹州3月更正.xlsx", yuzhou("2021-04-03", 75))];
    let reading = read(&files);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"), "the later date counts");
    let told = one(&reading, "version.revision_older");
    assert_eq!((told.level, told.place.file.as_deref()), (Level::Query, Some("2021-03/禹州3月更正.xlsx")));
    assert_eq!(told.place.cell.unwrap().to_string(), "B3");
    let said = format!("{} {}", told.headline(Lang::Zh), told.advice(Lang::Zh));
    for part in ["2021-04-03", "2021-04-04", "“2021-03/禹州3月.xlsx”", "pinned 写“2021-03/禹州3月更正.xlsx”"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let pinned = home_with_pin("2021-03/禹州3月更正.xlsx");
    let reading = read_at(pinned.path(), &files);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("75"));
    assert!(of(&reading, "version.revision_older").is_empty() && of(&reading, "file.pin_absent").is_empty());
    let reading = read_at(pinned.path(), &files[..1]);
    let told = one(&reading, "file.pin_absent");
    assert!(told.level == Level::Must && told.headline(Lang::Zh).contains("2021-03/禹州3月更正.xlsx"));
}

/// A home whose desk pins a file.
fn home_with_pin(path: &str) -> tempfile::TempDir {
    let home = home();
    let desk = home.path().join("templates/desks").join(support::DESK).join("desk.toml");
    let text = std::fs::read_to_string(&desk).unwrap();
    let key = "revision_marks = [";
    assert!(text.contains(key));
    std::fs::write(&desk, text.replacen(key, &format!("pinned = [\"{path}\"]\n{key}"), 1)).unwrap();
    home
}

#[test]
fn a_pin_that_is_no_file_of_the_year_stops_the_run() {
    for path in ["禹州3月.xlsx", "2020-03/a.xlsx", "2021-13/a.xlsx", "2021-03/"] {
        let home = home_with_pin(path);
        let output = yuebao(&[
            "check",
            "--desk",
            "xuchang-2021",
            "--home",
            home.path().to_str().unwrap(),
            "--period",
            "2021-03",
        ]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(support::stderr(&output).contains("desk.toml"), "{}", support::stderr(&output));
    }
}

#[test]
fn a_return_without_a_date_came_but_is_not_in_time() {
    for (sent, code) in [("", "date.missing"), ("下周一", "date.unreadable")] {
        let files = [("禹州3月.xlsx", yuzhou(sent, 74))];
        let reading = read(&files);
        assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::Undated);
        let told = one(&reading, code);
        let cell = told.place.cell.unwrap().to_string();
        assert_eq!((told.level, told.region.as_ref().unwrap().as_str()), (Level::Query, YUZHOU));
        assert_eq!(cell, if sent.is_empty() { "A3" } else { "B3" });
        let inputs = folder(&files);
        let said = stdout(&yuebao(&[
            "check",
            "--desk",
            "xuchang-2021",
            "--inputs",
            inputs.path().to_str().unwrap(),
            "--period",
            "2021-03",
        ]));
        assert!(said.contains("实报 1 个，按时 0 个，未注明报出日期 1 个"), "{said}");
        assert!(said.contains("无日期  禹州市"), "{said}");
    }
    let reading = read(&[("禹州3月.xlsx", yuzhou("2020-04-02", 74))]);
    assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::Undated, "no return is sent before its month begins");
    assert_eq!(one(&reading, "date.too_early").place.cell.unwrap().to_string(), "B3");
    assert!(of(&reading, "date.missing").is_empty());
    // An earlier version that was in time was the first submission.
    let reading = read(&[("禹州3月.xlsx", yuzhou("2021-04-02", 74)), ("禹州3月更正.xlsx", yuzhou("", 75))]);
    assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::OnTime);
}

#[test]
fn sheets_sent_one_by_one_make_one_return() {
    let reading = read(&[
        ("禹州 表4.csv", deaths_csv(74)),
        ("禹州 表5.csv", MARRIAGES_CSV.into()),
        ("禹州 封面.csv", COVER_CSV.into()),
    ]);
    assert!(states(&reading).values().all(|state| *state == FileState::Effective), "{:?}", states(&reading));
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
    assert_eq!(number(&reading, YUZHOU, "marriage.registrations").as_deref(), Some("31"));
    let entry = of_unit(&reading, YUZHOU);
    assert_eq!((entry.state, entry.file.as_deref()), (ReturnState::OnTime, Some("2021-03/禹州 封面.csv")));
    let lacking: Vec<String> = of(&reading, "sheet.missing").iter().map(|f| f.headline(Lang::Zh)).collect();
    assert_eq!(lacking.len(), 6, "{lacking:?}");
    assert!(!lacking.iter().any(|said| ["封面", "表4", "表5"].iter().any(|form| said.contains(form))), "{lacking:?}");
    for code in ["identity.unit_inferred", "sheet.renamed", "version.ambiguous", "file.superseded", "return.empty"] {
        assert!(of(&reading, code).is_empty(), "{code}");
    }
}

#[test]
fn a_part_sent_again_is_a_version_of_that_part_only() {
    let reading = read(&[
        ("禹州 表4.csv", deaths_csv(74)),
        ("禹州 表4 更正.csv", deaths_csv(75)),
        ("禹州 表5.csv", MARRIAGES_CSV.into()),
    ]);
    let states = states(&reading);
    assert_eq!(states["禹州 表4.csv"], FileState::Superseded);
    assert_eq!(states["禹州 表5.csv"], FileState::Effective);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("75"));
    assert_eq!(number(&reading, YUZHOU, "marriage.registrations").as_deref(), Some("31"));
    // Without a cover no one knows when; the lacking cover is told like any sheet.
    assert_eq!(of_unit(&reading, YUZHOU).state, ReturnState::Undated);
    assert_eq!(of(&reading, "date.missing").len(), 1);
    assert!(of(&reading, "sheet.missing").iter().any(|f| f.headline(Lang::Zh).contains("封面")));
}

#[test]
fn parts_with_covers_of_their_own_came_with_the_last_of_them() {
    let mut late = Workbook::new();
    let sheet = late.add_worksheet().set_name("封面").unwrap();
    for (row, (label, value)) in
        (0..).zip([("填报单位", "禹州市民政局"), ("报告期", "2021年3月"), ("报出日期", "2021-04-09")])
    {
        sheet.write_string(row, 0, label).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = late.add_worksheet().set_name("表5 婚姻登记").unwrap();
    for (row, line) in (0..).zip(MARRIAGES_CSV.lines()) {
        for (column, text) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let reading = read(&[("禹州 一.xlsx", yuzhou("2021-04-02", 74)), ("禹州 二.xlsx", late.save_to_buffer().unwrap())]);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
    assert_eq!(number(&reading, YUZHOU, "marriage.registrations").as_deref(), Some("31"));
    let entry = of_unit(&reading, YUZHOU);
    assert_eq!((entry.state, entry.submitted.unwrap().to_string().as_str()), (ReturnState::Late, "2021-04-09"));
}

#[test]
fn a_whole_return_sent_after_its_parts_replaces_them_all() {
    let parts = [
        ("禹州 表4.csv", deaths_csv(74)),
        ("禹州 封面.csv", COVER_CSV.into()),
        ("禹州3月.xlsx", yuzhou("2021-04-04", 80)),
    ];
    let reading = read(&parts);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("80"));
    assert_eq!(of(&reading, "file.superseded").len(), 2);
    // And the reverse: the cover's date is that of the sheets sent with it.
    let mut earlier = parts.clone();
    earlier[2].1 = yuzhou("2021-04-01", 80);
    let reading = read(&earlier);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
    assert_eq!(states(&reading)["禹州3月.xlsx"], FileState::Superseded);
    assert_eq!(of_unit(&reading, YUZHOU).submitted.unwrap().to_string(), "2021-04-01");
}

#[test]
fn a_file_without_any_form_is_a_question_beside_a_return() {
    let reading = read(&[("禹州3月.xlsx", yuzhou("2021-04-02", 74)), ("禹州 名册.csv", "姓名,年龄\n张三,80\n".into())]);
    let told = one(&reading, "file.no_form");
    assert_eq!((told.level, told.place.file.as_deref()), (Level::Query, Some("2021-03/禹州 名册.csv")));
    assert_eq!(states(&reading)["禹州 名册.csv"], FileState::Ignored);
    assert_eq!(deaths(&reading, YUZHOU).as_deref(), Some("74"));
}

#[test]
fn a_ledgers_unknown_status_and_empty_deadline_are_questions_at_their_cells() {
    let ledger = "项目名称,年度目标,计量单位,累计完成,完成时限,当前状态\n\
                  农村敬老院公建民营,12,所,11,2021-10-31,进行中\n\
                  规范化社区建设,5,个,2,,快了\n\
                  提高遗体火化率,100,%,98,2021-11-30,\n";
    let reading = read(&[("禹州 表8.csv", ledger.into()), ("禹州 封面.csv", COVER_CSV.into())]);
    let cells = |code: &str| -> Vec<(Level, String)> {
        of(&reading, code).iter().map(|f| (f.level, f.place.cell.unwrap().to_string())).collect()
    };
    assert_eq!(cells("ledger.status"), [(Level::Query, "F3".to_owned()), (Level::Query, "F4".to_owned())]);
    assert_eq!(cells("ledger.no_deadline"), [(Level::Query, "E3".to_owned())]);
    let said = of(&reading, "ledger.status")[0].headline(Lang::Zh);
    assert!(said.contains("“快了”") && said.contains("未启动、进行中、已完成"), "{said}");
    assert_eq!(reading.returns.ledger.len(), 3);
}
