//! Single cells: labels that stand twice, percentages, notes that make blanks zero.

use super::*;

const FIELDS: &str = "[[fields]]\nlabels = [\"孤儿\"]\nindicator = \"孤儿\"\n";

#[test]
fn a_label_that_stands_twice_has_one_number_or_none() {
    let sheet = |second: &str| format!("魏都区2021年5月\n| 孤儿 | 8 |\n| 其中 | 集中 | 3 |\n{second}");
    read(FIELDS, &sheet("| 孤儿 | 9 |")).reads("魏都区,2021-05,孤儿,stock,-").tells("value.conflict B4");
    read(FIELDS, &sheet("| 孤儿 | '8人 |")).reads("魏都区,2021-05,孤儿,stock,8").tells_no("value.conflict");
    read(FIELDS, &sheet("| 孤儿 | 情况 |")).reads("魏都区,2021-05,孤儿,stock,8").tells_no("value.not_a_number");
    read(FIELDS, &sheet("孤儿：9人")).reads("魏都区,2021-05,孤儿,stock,-").tells("value.conflict A4");
    let within = "[[fields]]\nlabels = [\"孤儿\"]\nwithin = [\"期末\"]\nindicator = \"孤儿\"\n";
    read(within, "魏都区2021年5月\n期末：孤儿 8 人，其他 3 人\n期末：孤儿 7 人")
        .reads("魏都区,2021-05,孤儿,stock,-")
        .tells("value.conflict A3");
}

#[test]
fn a_percentage_where_people_are_counted_is_not_taken() {
    let sheet = "许昌市2021年5月\n| 县区 | 死亡人数 | 火化率 |\n| 魏都区 | 50%% | 95.1%% |";
    let form = regions("").replace(
        "{ heads = [\"火化遗体数\"], indicator = \"火化遗体数\" }",
        "{ heads = [\"火化率\"], indicator = \"火化率\", measure = \"比率\" }",
    );
    read(&form, sheet)
        .reads("魏都区,2021-05,死亡人数,month,- 魏都区,2021-05,火化率,ratio,95.1")
        .tells("value.percent B3");
}

#[test]
fn only_the_note_itself_makes_blanks_zero() {
    let form = format!("zero_if_note = [\"空白表示无\"]\n{INDICATORS}{}", regions(""));
    let read = |note: &str| {
        let sheet = format!("许昌市2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | |\n{note}");
        read_book("数.xlsx", &form, &[("Sheet1", &sheet)])
    };
    for note in [
        "空白表示无",
        "注：空白表示无。",
        "注：1.本表按月报送；2.空白表示无。",
        "说明：本月起，空 白 表示无，不得漏填",
        "（空白表示无）",
        "注空白表示无",
        "注：“空白表示无”",
    ] {
        read(note).reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,0");
    }
    for note in ["不得以空白表示无", "注：空白表示无法统计", "空白表示无的须说明", "本表不再用空白表示无"]
    {
        read(note).reads("魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,-").tells("value.missing C3");
    }
}

#[test]
fn a_mark_of_what_cannot_be_is_not_applicable_everywhere() {
    let sheet = "许昌市2021年5月\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | × |\n| 建安区 | 不适用 | — |\n| 东城区 | 不适用 | 不适用 |\n| 禹州市 | 7 | 8 |";
    let form = format!("not_applicable = [\"×\", \"不适用\"]\nplaceholders = [\"—\"]\n{INDICATORS}");
    let got = read_book("数.xlsx", &format!("{form}{}", regions("")), &[("Sheet1", sheet)]);
    let expected = "魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,n/a
        建安区,2021-05,死亡人数,month,n/a 建安区,2021-05,火化遗体数,month,-
        东城区,2021-05,死亡人数,month,n/a 东城区,2021-05,火化遗体数,month,n/a
        禹州市,2021-05,死亡人数,month,7 禹州市,2021-05,火化遗体数,month,8";
    got.reads(expected).tells("value.placeholder C4");
    assert_eq!(got.told.len(), 1, "{got:#?}");
    let gives = "columns = [{ heads = [\"县区\"], gives = \"region\" }, ";
    let records = regions("").replace("\"regions\"", "\"records\"").replace("columns = [", gives);
    let got = read_book("数.xlsx", &format!("{form}{records}"), &[("Sheet1", sheet)]);
    got.reads(expected).tells("value.placeholder C4");
    assert_eq!(got.told.len(), 1, "{got:#?}");
    let fields = "[[fields]]\nlabels = [\"孤儿\"]\nindicator = \"孤儿\"\n[[fields]]\nlabels = [\"火化率\"]\nindicator = \"火化率\"\n";
    let sheet = "魏都区2021年5月\n| 孤儿 |　× |\n| 火化率：不适用 |";
    let got = read_book("数.xlsx", &format!("{form}{fields}"), &[("Sheet1", sheet)]);
    got.reads("魏都区,2021-05,孤儿,stock,n/a 魏都区,2021-05,火化率,ratio,n/a");
    assert!(got.told.is_empty(), "{got:#?}");
}
