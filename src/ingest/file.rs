//! A file as a return, and what is said of one that cannot be read.

use super::scope::{InputFile, Scope};
use super::whole::FileReading;
use super::workbook::{self, OutOfTime, Refusal};
use super::{file_name, part, whole};
use crate::catalog::{Catalog, Desk};
use crate::finding::Finding;
use crate::model::RegionCode;

/// Reads a file as a return of its own.
pub fn read(catalog: &Catalog, desk: &Desk, file: &InputFile, out_of_time: OutOfTime<'_>) -> FileReading {
    whole::of(catalog, desk, part::read(catalog, desk, file, out_of_time), Vec::new())
}

/// What is no return by its kind was not meant as one; anything else was, and its unit has to send it again.
pub(super) fn refuse(scope: &Scope<'_>, desk: &Desk, refusal: &Refusal) -> (Finding, Option<RegionCode>) {
    let likely = file_name::unit(scope, desk).map(|unit| unit.code.clone());
    let finding = Finding { region: likely.clone(), ..refused(scope, refusal) };
    (finding, likely.filter(|_| !matches!(refusal, Refusal::NotAReturn(_))))
}

/// What is said of a file that cannot be read.
pub(super) fn refused(scope: &Scope<'_>, refusal: &Refusal) -> Finding {
    match refusal {
        Refusal::NotAReturn(kind) => scope.about_file("file.not_a_return").with("kind", kind),
        other => scope.about_file("file.unreadable").with("reason", reason(other)),
    }
}

/// Why a file is refused, for a person.
pub(super) fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "文件是空的（0 字节）".to_owned(),
        Refusal::NotAReturn(kind) => format!("是{kind}"),
        Refusal::NotAWorkbook => {
            "不是 xlsx、xls、xlsb、ods 工作簿，也不是 CSV 或网页表格，请用表格软件另存为 xlsx".to_owned()
        }
        Refusal::Encoding => {
            "文本不是 UTF-8、UTF-16 或 GB18030 编码，有无法识别的字节，请重新导出，或用表格软件另存为 xlsx".to_owned()
        }
        Refusal::OpenQuote => "CSV 中有不成对的引号，分不清单元格，请补齐引号，或用表格软件另存为 xlsx".to_owned(),
        Refusal::WebArchive => "是网页归档（mht），请用表格软件打开后另存为 xlsx".to_owned(),
        Refusal::Encrypted => "有打开密码，请取消密码后重新保存".to_owned(),
        Refusal::Damaged => "文件损坏或不完整，请重新保存或重新发送".to_owned(),
        Refusal::TooSlow(seconds) => {
            format!("{seconds} 秒内未能读完，请删去多余的工作表和单元格后重新保存（limits.toml：seconds）")
        }
        Refusal::TooLarge(bound, limit) => {
            format!("{}超出上限 {limit}，请删去多余内容后重新保存（limits.toml：{bound}）", amount(bound))
        }
    }
}

/// What a bound is of, for a person.
fn amount(bound: &str) -> &str {
    match bound {
        "file_bytes" => "文件字节数",
        "inflated_bytes" => "解压后的字节数",
        "entries" => "压缩包内的部件数",
        "sheets" => "工作表数",
        "cells" => "单元格数",
        "strings" => "字符串条数",
        "merges" => "合并区域数",
        "nesting" => "嵌套层数",
        "text_chars" => "一个单元格的字数",
        other => other,
    }
}

/// What is said of a workbook as a whole: a name that says another kind of file, cells that are not read.
pub(super) fn of_book(scope: &Scope<'_>, book: &workbook::Workbook) -> Vec<Finding> {
    let mut findings = Vec::new();
    let named = scope.file.path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    if !book.format.extensions().contains(&named.as_str()) {
        let finding = scope.about_file("file.format").with("named", format!(".{named}"));
        findings.push(finding.with("found", book.format.name()));
    }
    for grid in book.sheets.iter().filter(|grid| grid.left_out > 0) {
        findings.push(scope.about_sheet("sheet.left_out", &grid.name).with("count", grid.left_out));
    }
    if book.beyond > 0 {
        findings.push(scope.about_file("sheet.beyond").with("count", book.beyond));
    }
    findings
}
