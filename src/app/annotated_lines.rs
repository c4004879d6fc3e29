//! What an annotated copy says of each finding: a line of its list, and the comments of the cells it is about.

use super::places::file_words;
use crate::finding::{Finding, Lang, Level, Suspect};
use crate::ingest::FileRecord;
use crate::model::Month;
use crate::render::xlsx::{Line, Mark};
use std::collections::BTreeMap;

/// Suspects that are told one by one.
const TOLD: usize = 4;
/// Cells named of those that are not.
const NAMED: usize = 12;

/// The lines of these findings, in their order: those of a group stand together, its head first.
pub(super) fn lines(findings: &[&Finding], file: &FileRecord, lang: Lang) -> Vec<Line> {
    let mut heads: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut lines = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let mut line = line(finding, file, lang);
        let (head, cause) = heads.entry(finding.group_id()).or_insert_with(|| (at, line.cause.clone()));
        if *head != at && !line.cause.is_empty() && line.cause == *cause {
            line.cause = format!("同第{}项", *head + 1);
        }
        line.marks.extend(own_mark(at, finding, &line));
        lines.push(line);
    }
    for (at, mark) in suspected(findings, &lines, file) {
        if let Some(line) = lines.get_mut(at) {
            line.marks.push(mark);
        }
    }
    lines
}

fn line(finding: &Finding, file: &FileRecord, lang: Lang) -> Line {
    let place = &finding.place;
    let here = place.file.as_deref() == Some(&*file.path);
    let elsewhere = file_words(place).filter(|_| !here).map(|words| format!("{words} "));
    let sheet = place.sheet.as_deref().unwrap_or_default();
    let reply = match (finding.status.explanation(), finding.level) {
        (_, Level::Must) => ["须更正".to_owned(), String::new(), String::new()],
        (Some(given), _) => [given.text.clone(), given.who.clone(), given.date.clone()],
        (None, _) => Default::default(),
    };
    Line {
        level: finding.level,
        level_name: finding.level.name(Lang::Zh).to_owned(),
        sheet: if here { sheet.to_owned() } else { format!("{}{sheet}", elsewhere.unwrap_or_default()) },
        cell: place.cell,
        here,
        raw: finding.raw.clone().unwrap_or_default(),
        problem: problem(finding, lang),
        cause: cause(finding, file, lang),
        advice: finding.advice(lang),
        reply,
        id: finding.marked_id(),
        marks: Vec::new(),
    }
}

fn problem(finding: &Finding, lang: Lang) -> String {
    let headline = finding.headline(lang);
    match finding.comparison.as_ref().map(|c| c.words(lang)).filter(|words| !words.is_empty()) {
        Some(sides) => format!("{headline}\n{sides}"),
        None => headline,
    }
}

/// The likely cause, and the cells that may be wrong with what should stand there.
fn cause(finding: &Finding, file: &FileRecord, lang: Lang) -> String {
    if let Some(month) = finding.copied_table() {
        let name = |month: Month| format!("{}年{}月", month.year(), month.number());
        return format!("{}整张表与{}相同", name(month), name(month.previous()));
    }
    let mut words: Vec<String> = finding.cause.iter().map(|cause| cause.words(lang).to_owned()).collect();
    let place = |suspect: &Suspect| place(suspect, finding, file);
    if finding.suspects.len() <= TOLD {
        let told = |one: &Suspect| format!("{}现为{}{}", place(one), said(&one.raw), repair(one));
        words.extend(finding.suspects.iter().map(told));
    } else {
        let named: Vec<String> = finding.suspects.iter().take(NAMED).map(place).collect();
        let count = finding.suspects.len();
        let more = if count > NAMED { "等" } else { "" };
        words.push(format!("可疑的有 {count} 格：{}{more}", named.join("、")));
    }
    words.join("\n")
}

/// Where a suspect stands, as far as it is not where the finding is.
fn place(suspect: &Suspect, finding: &Finding, file: &FileRecord) -> String {
    let place = &suspect.place;
    let mut at: Vec<String> = Vec::new();
    if place.file.as_deref() != Some(&*file.path) {
        at.extend(file_words(place));
    }
    if place.sheet != finding.place.sheet || !at.is_empty() {
        at.extend(place.sheet.as_deref().map(str::to_owned));
    }
    at.extend(place.cell.map(|cell| cell.to_string()));
    at.join(" ")
}

fn said(raw: &str) -> String {
    if raw.trim().is_empty() { "空".to_owned() } else { format!("“{raw}”") }
}

fn repair(suspect: &Suspect) -> String {
    if suspect.repair.is_empty() { String::new() } else { format!("，改为{}则各项相符", suspect.repair) }
}

/// The cell of an open finding in this workbook.
fn own_mark(at: usize, finding: &Finding, line: &Line) -> Option<Mark> {
    let cell = finding.place.cell.filter(|_| line.here && finding.is_open())?;
    let mut words = vec![format!("【{}】第{}项：{}", line.level_name, at + 1, line.problem)];
    words.extend((!line.cause.is_empty()).then(|| format!("疑因：{}", line.cause)));
    words.extend((!line.advice.is_empty()).then(|| format!("处理：{}", line.advice)));
    Some(Mark { sheet: line.sheet.clone(), cell, words: words.join("\n") })
}

/// The suspected cells of this workbook, each once for a repair, with the first line they are of. A cell that a finding of
/// the group is about has said it already.
fn suspected(findings: &[&Finding], lines: &[Line], file: &FileRecord) -> Vec<(usize, Mark)> {
    let mut marked: BTreeMap<(String, &str, crate::model::Cell, String), Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.is_open()) {
        for suspect in finding.suspects.iter().filter(|one| one.place.file.as_deref() == Some(&*file.path)) {
            let (Some(sheet), Some(cell)) = (suspect.place.sheet.as_deref(), suspect.place.cell) else { continue };
            let is_own = |(other, line): (&&Finding, &Line)| {
                let of_group = other.group_id() == finding.group_id();
                of_group && line.marks.iter().any(|mark| mark.sheet == sheet && mark.cell == cell)
            };
            if !findings.iter().zip(lines).any(is_own) {
                marked.entry((finding.group_id(), sheet, cell, repair(suspect))).or_default().push(at);
            }
        }
    }
    let mark = |((_, sheet, cell, repair), of): ((String, &str, _, String), Vec<usize>)| {
        let first = of.first().copied()?;
        let numbers: Vec<String> = of.iter().map(|at| (at + 1).to_string()).collect();
        let level = &lines.get(first)?.level_name;
        let words = format!("【{level}】见第{}项：本格可疑{repair}", numbers.join("、"));
        Some((first, Mark { sheet: sheet.to_owned(), cell, words }))
    };
    marked.into_iter().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Cause, Explanation, Status};
    use crate::ingest::FileState;
    use crate::model::{Cell, Measure, Place};
    use std::sync::Arc;

    fn file() -> FileRecord {
        let state = FileState::Effective;
        FileRecord { path: "2021-11/a.xls".into(), sha256: "0".into(), region: None, state }
    }

    fn finding(code: &'static str, row: u32) -> Finding {
        let place = Place::cell(&"2021-11/a.xls".into(), &"表4".into(), Cell::new(row, 3));
        Finding::new(code, Month::new(2021, 11).unwrap(), place)
    }

    fn suspect(file: &str, row: u32, repair: &str) -> Suspect {
        let path: Arc<str> = file.into();
        Suspect {
            indicator: "a".into(),
            measure: Measure::Month,
            region: "411081".into(),
            month: Month::new(2021, 11).unwrap(),
            place: Place::cell(&path, &"表4".into(), Cell::new(row, 3)),
            raw: "50".to_owned(),
            repair: repair.to_owned(),
        }
    }

    #[test]
    fn a_group_says_its_cause_once_and_marks_a_suspect_once() {
        let mut head = finding("sum.mismatch", 11);
        (head.cause, head.suspects) = (Some(Cause::ExtraDigit), vec![suspect("2021-11/a.xls", 8, "5")]);
        let mut other = finding("ytd.mismatch", 12);
        (other.cause, other.suspects) = (head.cause, head.suspects.clone());
        other.group = Some(head.id());
        let lines = lines(&[&head, &other], &file(), Lang::Zh);
        assert_eq!(lines[0].cause, "多填一位\nD9现为“50”，改为5则各项相符");
        assert_eq!(lines[1].cause, "同第1项");
        let marks: Vec<(String, &str)> = lines
            .iter()
            .flat_map(|line| &line.marks)
            .map(|mark| (mark.cell.to_string(), mark.words.as_str()))
            .collect();
        assert_eq!(marks.len(), 3);
        assert_eq!(marks[1], ("D9".to_owned(), "【强制】见第1、2项：本格可疑，改为5则各项相符"));
        assert!(marks[0].0 == "D12" && marks[2].1.contains("疑因：同第1项"));
    }

    #[test]
    fn what_is_elsewhere_is_named_and_not_marked() {
        let mut own = finding("stock.continuity", 4);
        own.suspects = vec![suspect("2021-10/b.xls", 4, "")];
        let mut old = finding("value.missing", 5);
        old.place = Place::file(&"2021-11/旧.xls".into());
        let lines = lines(&[&own, &old], &file(), Lang::Zh);
        assert_eq!(lines[0].cause, "2021-10/b.xls 表4 D5现为“50”");
        assert_eq!(lines[0].marks.len(), 1);
        assert!(!lines[1].here && lines[1].marks.is_empty() && lines[1].sheet.contains("旧.xls"));
        assert_eq!(lines[1].reply[0], "须更正");
    }

    #[test]
    fn an_explained_query_shows_who_said_what_and_is_not_marked() {
        let mut query = finding("sheet.hidden", 1);
        let given = Explanation {
            text: "补报".to_owned(),
            who: "王".to_owned(),
            date: "2021-12-08".to_owned(),
            month: Month::new(2021, 11).unwrap(),
            place: Place::default(),
            carried_into: None,
        };
        query.status = Status::Explained(given);
        let lines = lines(&[&query], &file(), Lang::Zh);
        assert_eq!(lines[0].reply, ["补报", "王", "2021-12-08"]);
        assert!(lines[0].marks.is_empty());
    }
}
