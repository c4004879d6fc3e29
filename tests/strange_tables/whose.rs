//! Whose a value is: blank names, totals among rows, towns behind their county.

use super::*;

fn tidy(sheet: &str, fill: bool) -> Got {
    let gives = format!("{{ heads = [\"县\"], gives = \"region\", fill_down = {fill} }}");
    let columns = COLUMNS.replace("columns = [", &format!("columns = [{gives}, "));
    let form = format!("[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"序号\"]\ntotals = [\"合计\"]\n{columns}");
    read(&form, sheet)
}

#[test]
fn a_blank_region_is_not_that_of_the_title() {
    let sheet = "许昌市2021年11月\n| 序号 | 县 | 死亡人数 | 火化遗体数 |\n| 1 | 魏都区 | 5 | 1 |\n| 2 | | 6 | 2 |\n注：本表按月报送";
    tidy(sheet, false)
        .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
        .tells("name.blank B4")
        .tells_no("value.missing");
    let sheet = sheet.replace("6 | 2", "| ").replace("| 5 | 1 |", "| 5 | 1 |\n| 合计 | | 9 | 4 |");
    tidy(&sheet, false).reads(
        "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
         许昌市,2021-11,死亡人数,month,9 许昌市,2021-11,火化遗体数,month,4",
    );
}

#[test]
fn a_total_is_of_the_region_in_its_row() {
    let form = |fill: bool| {
        let gives = format!("{{ heads = [\"县\"], gives = \"region\", fill_down = {fill} }}");
        let columns = COLUMNS.replace("columns = [", &format!("columns = [{gives}, "));
        format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"乡镇\"]\ntotals = [\"合计\"]\n{columns}")
    };
    let sheet = "
许昌市2021年11月
| 县 | 乡镇 | 死亡人数 | 火化遗体数 |
| 禹州市 | 火龙镇 | 4 | 1 |
| ^ | 方山镇 | 5 | 2 |
| ^ | 合计 | 9 | 3 |
| 襄城县 | 颍阳镇 | 6 | 4 |
| ^ | 合计 | 6 | 4 |
| | 合计 | 15 | 7 |
";
    let expected = "火龙镇,2021-11,死亡人数,month,4 火龙镇,2021-11,火化遗体数,month,1
        方山镇,2021-11,死亡人数,month,5 方山镇,2021-11,火化遗体数,month,2
        颍阳镇,2021-11,死亡人数,month,6 颍阳镇,2021-11,火化遗体数,month,4
        禹州市,2021-11,死亡人数,month,9 禹州市,2021-11,火化遗体数,month,3
        襄城县,2021-11,死亡人数,month,6 襄城县,2021-11,火化遗体数,month,4
        许昌市,2021-11,死亡人数,month,15 许昌市,2021-11,火化遗体数,month,7";
    read(&form(false), sheet).reads(expected);
    read(&form(true), sheet).reads(expected);
    // The same without merged cells: a total that follows a total is of the whole.
    read(&form(true), &sheet.replace("| ^ |", "| |")).reads(expected);
    // One total alone is of the whole.
    let sheet = sheet.replace("| ^ | 合计 | 9 | 3 |\n", "").replace("| ^ | 合计 | 6 | 4 |\n", "");
    let expected: Vec<&str> =
        expected.split_whitespace().filter(|line| !line.starts_with("禹州市") && !line.starts_with("襄城县")).collect();
    read(&form(true), &sheet.replace("| ^ |", "| |")).reads(&expected.join(" "));
}

#[test]
fn a_name_behind_its_parents_is_not_the_parent() {
    let got = read(
        &regions(""),
        "
长葛市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 清河镇 | 5 | 1 |
| 长葛市清河镇 | 6 | 1 |
| 禹州市颍川街道 | 7 | 2 |
| 禹州路街道 | 8 | 3 |
| 长葛市老城镇敬老院 | 9 | 4 |
",
    );
    got.reads(
        "清河镇,2021-11,死亡人数,month,- 清河镇,2021-11,火化遗体数,month,1
         禹州市颍川街道,2021-11,死亡人数,month,7 禹州市颍川街道,2021-11,火化遗体数,month,2
         禹州路街道,2021-11,死亡人数,month,8 禹州路街道,2021-11,火化遗体数,month,3
         长葛市老城镇敬老院,2021-11,死亡人数,month,9 长葛市老城镇敬老院,2021-11,火化遗体数,month,4",
    );
    got.tells("value.conflict B4");
}

#[test]
fn a_title_of_a_town_is_not_of_its_county() {
    let form = format!(
        "{INDICATORS}[[tables]]\nlabel_heads = [\"指标\"]\ncolumns = [{{ heads = [\"本月\"], measure = \"本月\" }}]"
    );
    let table = "| 指标 | 本月 |\n| 死亡人数 | 5 |";
    for (title, region) in [
        ("长葛市清河镇2021年11月情况", "清河镇"),
        ("填报单位：长葛市清河镇人民政府\n2021年11月", "清河镇"),
        ("许昌市长葛市清河镇2021年11月情况", "清河镇"),
        ("长葛市乡镇2021年11月情况", "长葛市"),
        ("长葛市城镇2021年11月情况", "长葛市"),
        ("长葛市各乡镇2021年11月情况", "长葛市"),
        ("长葛市民政局2021年11月情况", "长葛市"),
        ("填报单位：长葛市民政局\n2021年11月", "长葛市"),
    ] {
        read_book("数.xlsx", &form, &[("Sheet1", &format!("{title}\n{table}"))])
            .reads(&format!("{region},2021-11,死亡人数,month,5"));
    }
}

#[test]
fn towns_of_one_name_in_two_counties_are_two() {
    let label = |columns: &str| {
        format!(
            "[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"乡镇\"]\n{}",
            COLUMNS.replace("columns = [", columns)
        )
    };
    let records = COLUMNS.replace(
        "columns = [",
        "columns = [{ heads = [\"县\"], gives = \"region\" }, { heads = [\"乡镇\"], gives = \"region\" }, ",
    );
    let sheet = "
许昌市2021年11月
| 县 | 乡镇 | 死亡人数 | 火化遗体数 |
| 禹州市 | 城关镇 | 4 | 1 |
| 襄城县 | 城关镇 | 4 | 2 |
";
    let forms = [
        label("columns = [{ heads = [\"县\"], gives = \"region\" }, "),
        format!("[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"县\"]\n{records}"),
    ];
    for form in forms {
        read(&form, sheet)
            .reads(
                "城关镇,2021-11,死亡人数,month,4 城关镇,2021-11,火化遗体数,month,1
                 城关镇,2021-11,死亡人数,month,4 城关镇,2021-11,火化遗体数,month,2",
            )
            .tells_no("value.conflict");
    }
}

#[test]
fn sums_and_comparisons_are_no_regions() {
    let sheet = "
许昌市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 魏都区 | 5 | 1 |
| 上年同期 | 4 | 2 |
| 增减% | 25 | -50 |
| 片区小计 | 5 | 1 |
| 合计 | 9 | 1 |
";
    let got = read(&regions(""), sheet);
    got.reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1");
    for row in 4..=7 {
        got.tells(&format!("row.unknown A{row}"));
    }
    let wide =
        "[[tables]]\nlabel_heads = [\"指标\"]\ncolumns = [{ heads = [\"*\"], each = \"region\", measure = \"本月\" }]";
    read(wide, "2021年11月\n| 指标 | 魏都区 | 清河镇 | 增减 |\n| 死亡人数 | 5 | 4 | 1 |")
        .reads("魏都区,2021-11,死亡人数,month,5 清河镇,2021-11,死亡人数,month,4")
        .tells("column.unknown D2");
}

#[test]
fn a_total_may_stand_in_the_column_of_numbers() {
    let sheet = "
许昌市2021年11月
| 序号 | 县区 | 死亡人数 | 火化遗体数 |
| 1 | 魏都区 | 5 | 1 |
| 合计 | | 5 | 1 |
";
    read(&regions("totals = [\"合计\"]"), sheet).reads(
        "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1
         许昌市,2021-11,死亡人数,month,5 许昌市,2021-11,火化遗体数,month,1",
    );
}

#[test]
fn a_correction_may_be_marked_before_its_name() {
    let sheet = "
长葛市2021年11月
| 县区 | 死亡人数 | 火化遗体数 |
| 清河镇 | 5 | 1 |
| （更正）清河镇 | 6 | |
| 更正：禹州市 | 7 | 8 |
";
    read(&regions("duplicates = \"last\""), sheet).reads(
        "清河镇,2021-11,死亡人数,month,6 清河镇,2021-11,火化遗体数,month,1
         禹州市,2021-11,死亡人数,month,7 禹州市,2021-11,火化遗体数,month,8",
    );
}

#[test]
fn a_region_of_the_file_name_that_is_not_the_sheets_is_told() {
    let form = format!("{INDICATORS}[[fields]]\nlabels = [\"孤儿\"]\nindicator = \"孤儿\"\n");
    let of = |file: &str, region: &str, form: &str| {
        let sheet = format!("填报单位：{region}\n2021年5月\n| 孤儿 | 5 |");
        read_book(file, form, &[("Sheet1", &sheet)])
    };
    of("禹州市2021年5月.xlsx", "长葛市", &form)
        .reads("长葛市,2021-05,孤儿,stock,5")
        .tells("identity.region_differs")
        .tells_no("identity.unit_differs");
    // The whole or a part of it: nothing to say.
    of("许昌市2021年5月.xlsx", "长葛市", &form).reads("长葛市,2021-05,孤儿,stock,5").tells_no("identity");
    // A town only the form knows may be in the county of the file.
    let form = format!("{form}[[regions]]\nname = \"清河镇\"\n");
    of("长葛市2021年5月.xlsx", "清河镇", &form)
        .reads("清河镇,2021-05,孤儿,stock,5")
        .tells("identity.region_part")
        .tells_no("identity.region_differs");
}
