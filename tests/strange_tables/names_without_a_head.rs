//! Tables whose column of row names has no head.

use super::*;

fn bare() -> String {
    regions("").replace("[\"县区\"]", "[]")
}

#[test]
fn a_second_head_below_starts_anew() {
    let got = read(
        &bare(),
        "
2021年5月
| | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 278 | 210 |
| 襄城县 | 337 | 271 |

| | 火化遗体数 | 死亡人数 |
| 魏都区 | 100 | 200 |
",
    );
    got.reads(
        "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
         襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271
         魏都区,2021-05,死亡人数,month,200 魏都区,2021-05,火化遗体数,month,100",
    );
}

#[test]
fn a_column_of_texts_with_a_head_holds_no_names() {
    let got = read(
        &bare(),
        "
2021年5月
| | 责任单位 | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 民政局 | 278 | 1 |
| 襄城县 | 殡葬所 | 337 | 2 |
",
    );
    got.reads(
        "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,1
         襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,2",
    );
}

#[test]
fn tables_side_by_side_have_names_of_their_own() {
    let got = read(
        &bare(),
        "
2021年5月
| | 死亡人数（人） | 火化遗体数 | | | 死亡人数 | 火化遗体数 |
| 鄢陵县 | 278 | 210 | | 魏都区 | 5 | 6 |
| 襄城县 | 337 | 271 | | 建安区 | 7 | 8 |
",
    );
    got.reads(
        "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
         襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271
         魏都区,2021-05,死亡人数,month,5 魏都区,2021-05,火化遗体数,month,6
         建安区,2021-05,死亡人数,month,7 建安区,2021-05,火化遗体数,month,8",
    );
}

#[test]
fn of_two_columns_without_a_head_the_one_with_known_names_counts() {
    let got = read(
        &bare(),
        "
2021年5月
| | | | 死亡人数 | 火化遗体数 |
| 东部 | 鄢陵县 | 未审 | 278 | 210 |
| 西部 | 襄城县 | 已审 | 337 | 271 |
",
    );
    got.reads(
        "鄢陵县,2021-05,死亡人数,month,278 鄢陵县,2021-05,火化遗体数,month,210
         襄城县,2021-05,死亡人数,month,337 襄城县,2021-05,火化遗体数,month,271",
    );
}

#[test]
fn months_over_the_columns_are_heads_and_no_titles() {
    let columns = "columns = [{ heads = [\"*/死亡人数\"], each = \"period\", indicator = \"死亡人数\" },
        { heads = [\"*/火化遗体数\"], each = \"period\", indicator = \"火化遗体数\" }]";
    let sheet = "
许昌市2021年殡葬情况
| | 1月 | < | 2月 | < |
| HEAD | 死亡人数 | 火化遗体数 | 死亡人数 | 火化遗体数 |
| 魏都区 | 5 | 1 | 6 | 2 |
";
    for (label, head) in [("[]", ""), ("[\"县区\"]", "县区")] {
        let form = format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = {label}\nmeasure = \"本月\"\n{columns}");
        read(&form, &sheet.replace("HEAD", head))
            .reads(
                "魏都区,2021-01,死亡人数,month,5 魏都区,2021-01,火化遗体数,month,1
                 魏都区,2021-02,死亡人数,month,6 魏都区,2021-02,火化遗体数,month,2",
            )
            .tells_no("identity.sheet_period");
    }
}
