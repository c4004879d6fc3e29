//! What an office decides about its documents, and reports that take a desk's indicators.

use super::*;

const FILE: &str = "desks/xuchang-2021/documents.toml";

/// The smallest thing that is a PNG: signature, header of one by one.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".to_vec();
    bytes.extend([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
    bytes
}

fn with(text: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = bundled();
    files.insert(FILE.to_owned(), text.as_bytes().to_vec());
    files.insert("desks/xuchang-2021/seal.png".to_owned(), png());
    files.insert("desks/xuchang-2021/fake.png".to_owned(), b"GIF89a".to_vec());
    files
}

/// The file is refused with these problems and no others: where (line and column, or their beginning), what.
fn refused(text: &str, problems: &[(&str, &str)]) {
    let told = texts(&load(&with(text), String::new()).expect_err("must not load"));
    for (place, what) in problems {
        let is = |said: &&String| said.starts_with(&format!("{FILE}:{place}")) && said.contains(what);
        assert!(told.iter().any(|said| is(&said)), "{place} {what}: {told:#?}");
    }
    assert_eq!(told.len(), problems.len(), "{told:#?}");
}

#[test]
fn a_document_is_issued_as_the_desk_says() {
    let text = "[[documents]]\nreport = \"circular\"\nseries = \"许民\"\nnumbers = { \"2021-11\" = 6 }\ncopy = 12\n\
                secrecy = \"秘密★1年\"\nseal = \"seal.png\"\nsummons = { months = 3, targets = 2 }\n";
    let catalog = load(&with(text), String::new()).unwrap();
    let issue = &catalog.issues["xuchang-2021"]["circular"];
    assert_eq!((issue.numbers["2021-11"], issue.copy.as_deref()), (6, Some("000012")));
    assert_eq!(issue.seal.as_ref().map(|seal| (seal.millimetres, seal.png.to_vec())), Some((42, png())));
    let circular = catalog.report("xuchang-2021", "circular").unwrap();
    assert_eq!(catalog.summons("xuchang-2021", circular), Some(Summons { periods: 3, targets: 2 }));
    assert_eq!(catalog.summons("baoji-2020", circular), circular.summons, "another desk says nothing of its own");
}

#[test]
fn all_faults_of_a_file_are_told_with_their_places() {
    let text = "[[documents]]\nreport = \"circle\"\nnumbers = { \"2021-11\" = 6 }\n\n[[documents]]\nreport = \"notice\"\n\
                series = \"许民\"\nnumbers = { \"2020-11\" = 0, \"2021-10\" = 7, \"2021-09\" = 7 }\nsecrecy = \"机密★1年\"\n\
                seal = \"fake.png\"\nabout = \"411000-B\"\n\n[[documents]]\nreport = \"notice\"\nseal = \"seel.png\"\ncopy = 0\n\
                secrecy = \"保密\"\nto = [\"\"]\nurgency = \"急\"\n";
    let problems = [
        ("2:10", "没有报告“circle”；可用的有：circular"),
        ("3:25", "缺机关代字 series"),
        ("8:25", "序号应为 1 至 99999 的整数"),
        ("8:25", "“2020-11”不是本台的报告期"),
        ("8:", "“许民”的第7号已经用过（notice 的“2021-09”）"),
        ("9:11", "涉密公文要标注份号"),
        ("10:8", "“fake.png”不是 PNG 图片"),
        ("11:9", "本台没有单位“411000-B”"),
        ("14:10", "报告“notice”重复"),
        ("15:8", "desks/xuchang-2021/ 里没有“seel.png”；是不是“seal.png”"),
        ("16:8", "份号应为 1 至 999999 的整数"),
        ("17:11", "密级应以绝密"),
        ("18:7", "不能为空"),
        ("19:11", "特急"),
    ];
    refused(text, &problems);
}

#[test]
fn a_letter_is_numbered_by_period_and_unit_and_has_what_a_letter_has() {
    let text =
        "[[documents]]\nreport = \"letters/return\"\nseries = \"许民函\"\nnumbers = { \"2021-11/411081\" = 12 }\n";
    let catalog = load(&with(text), String::new()).unwrap();
    let issue = &catalog.issues["xuchang-2021"]["letters/return"];
    assert_eq!(issue.number("2021-11/411081", 2021).as_deref(), Some("许民函〔2021〕12号"));
    let text = "[[documents]]\nreport = \"letters/return\"\nseries = \"许民函\"\n\
                numbers = { \"2021-11\" = 12, \"2021-10/411099\" = 13, \"2020-11/411081\" = 14 }\nto = [\"甲局\"]\n\n\
                [[documents]]\nreport = \"letters/returns\"\n";
    let told = texts(&load(&with(text), String::new()).expect_err("must not load"));
    for (place, what) in [
        ("2:10", "函不用 to："),
        ("4:", "函一个单位一份，“2021-11”要写明给哪个单位的"),
        ("4:", "本台没有单位“411099”"),
        ("4:", "“2020-11”不是本台的报告期"),
        ("8:10", "没有报告“letters/returns”；是不是“letters/return”？"),
    ] {
        let is = |said: &&String| said.starts_with(&format!("{FILE}:{place}")) && said.contains(what);
        assert!(told.iter().any(|said| is(&said)), "{place} {what}: {told:#?}");
    }
    assert_eq!(told.len(), 5, "{told:#?}");
}

#[test]
fn what_the_program_puts_to_a_number_or_a_name_is_not_written_twice() {
    let text = "[[documents]]\nreport = \"circular\"\nseries = \"许民〔2021〕\"\nto = [\"各县民政局\", \"各功能区：\"]\n\n\
                [[documents]]\nreport = \"notice\"\nseries = \"许民2021\"\nto = []\n\n\
                [[documents]]\nreport = \"inquiry\"\nseries = \"许民函\"\nto = [\"甲局:\"]\n";
    let problems = [
        ("3:10:", "“许民〔2021〕”里只写机关代字（“许民”）"),
        ("4:16:", "“各功能区：”末尾的冒号请删去"),
        ("8:10:", "“许民2021”里只写机关代字（“许民”）"),
        ("9:6:", "一个主送机关也没有；由措辞定的，删去这一行"),
        ("14:7:", "“甲局:”末尾的冒号请删去"),
    ];
    refused(text, &problems);
}

#[test]
fn a_kind_has_the_focus_of_whichever_desk_makes_it() {
    let catalog = catalog();
    for (id, desk) in &catalog.desks {
        let circular = catalog.report(id, "circular").unwrap();
        assert_eq!(circular.focus, catalog.reports[&desk.report].focus, "{id}");
        assert!(!catalog.reports.contains_key("circular"), "it is nobody's own");
        let names: Vec<&str> = catalog.reports_for(desk).iter().map(|report| report.id.as_str()).collect();
        assert!(names.contains(&"brief") && names.contains(&desk.report.as_str()), "{id}: {names:?}");
    }
    let xuchang: Vec<&str> =
        catalog.reports_for(&catalog.desks["xuchang-2021"]).iter().map(|report| report.id.as_str()).collect();
    assert_eq!(xuchang, ["brief", "circular", "completion", "inquiry", "meeting", "monthly", "notice"]);
}

#[test]
fn a_report_lacks_nothing_or_takes_it_from_the_desk() {
    let report = "reports/monthly/report.toml";
    let told = broken(&[(report, "focus = [\"funeral.cremation_rate\", \"ratio\"]", "")]);
    assert!(
        told.iter().any(|said| said.contains("缺少必填的键“focus”（用统计台月报的指标，写 figures = \"desk\"）")),
        "{told:#?}"
    );
    let told = broken(&[("desks/xuchang-2021/desk.toml", "report = \"monthly\"", "report = \"circular\"")]);
    assert!(told.iter().any(|said| said.contains("“circular”用的是统计台月报的指标")), "{told:#?}");
    let told = broken(&[("reports/circular/report.toml", "months = 2", "months = 0")]);
    assert!(told.len() == 1 && told[0].contains("应为 1 至 12 的整数"), "{told:#?}");
}

#[test]
fn a_number_is_of_the_year_its_document_is_dated_in() {
    let text = "[[documents]]\nreport = \"circular\"\nseries = \"许民\"\nnumbers = { \"2021-11\" = 86, \"2021-12\" = 6, \"2021-01\" = 6 }\n\n\
                [[documents]]\nreport = \"notice\"\nseries = \"许民\"\nnumbers = { \"2021-10\" = 1 }\nyears = { \"2021-10\" = 2022 }\n";
    let catalog = load(&with(text), String::new()).unwrap();
    let years = |report: &str| catalog.issues["xuchang-2021"][report].years.clone();
    // December's report is due in January: its number 6 and January's are of two years.
    let of = |all: &[(&str, i32)]| all.iter().map(|(period, year)| ((*period).to_owned(), *year)).collect();
    assert_eq!(years("circular"), of(&[("2021-01", 2021), ("2021-11", 2021), ("2021-12", 2022)]));
    assert_eq!(years("notice"), of(&[("2021-10", 2022)]));
    let wrong = text.replace("years = { \"2021-10\" = 2022 }", "years = { \"2021-10\" = 2012, \"2021-09\" = 2021 }");
    let told = texts(&load(&with(&wrong), String::new()).expect_err("must not load"));
    for (place, what) in [("10:23", "登记的年份应为 2021 至 2023 的整数"), ("10:41", "“2021-09”没有登记序号")]
    {
        let is = |said: &&String| said.starts_with(&format!("{FILE}:{place}: ")) && said.contains(what);
        assert!(told.iter().any(|said| is(&said)), "{place} {what}: {told:#?}");
    }
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn only_what_goes_upwards_names_its_signers() {
    let text = "[[documents]]\nreport = \"circular\"\nsigners = [\"张三\"]\n";
    let told = texts(&load(&with(text), String::new()).expect_err("must not load"));
    let said = "3:12: 签发人只标注在上行文上（GB/T 9704—2012，7.2.6），“circular”不是上行文；请删去 signers";
    assert!(told.len() == 1 && told[0].starts_with(&format!("{FILE}:{said}")), "{told:#?}");
    let mut files = with(text);
    let report = "reports/circular/report.toml";
    let upward = [b"upward = true\n".as_slice(), &files[report]].concat();
    files.insert(report.to_owned(), upward);
    let catalog = load(&files, String::new()).unwrap();
    assert_eq!(catalog.issues["xuchang-2021"]["circular"].signers, ["张三"]);
}

#[test]
fn a_desk_is_not_offered_the_reports_of_others() {
    let desk = "desks/xuchang-2021/desk.toml";
    let told = broken(&[(desk, "report = \"monthly\"", "report = \"tongbao\"")]);
    let said = told.iter().find(|said| said.contains("没有报告“tongbao”")).unwrap();
    assert!(said.contains("monthly") && said.contains("circular"), "{said}");
    assert!(!["baoji", "mianyang", "shanwei", "sichuan"].iter().any(|other| said.contains(other)), "{said}");
    let told = texts(&load(&with("[[documents]]\nreport = \"tongbao\"\n"), String::new()).expect_err("must not load"));
    assert!(told[0].contains("circular") && !told[0].contains("baoji"), "{told:?}");
}
