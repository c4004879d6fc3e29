//! Explanations: the files dropped for them are read, all that was explained is listed with who and when.

use super::error::Error;
use super::places::{cell_words, file_words};
use super::reading::{Progress, side_by_side};
use super::session::Session;
use super::store;
use crate::catalog::GivenExplanation;
use crate::finding::{Explanation, Finding, Status};
use crate::ingest::{self, ExplanationReading, FileRecord, FileState};
use crate::model::Month;
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};
use std::collections::BTreeSet;

/// The columns of the sheet of explanations.
const COLUMNS: [&str; 10] = ["单位", "月份", "事项", "现值", "说明", "填写人", "日期", "出处", "沿用自", "编号"];

/// What the counties explained.
#[derive(Clone, Debug, Default)]
pub(super) struct Explanations {
    pub given: Vec<GivenExplanation>,
    pub files: Vec<FileRecord>,
    pub findings: Vec<Finding>,
}

impl Explanations {
    fn take(&mut self, reading: ExplanationReading) {
        self.given.extend(reading.given);
        self.files.push(reading.file);
        self.findings.extend(reading.findings);
    }
}

impl Session {
    /// Reads what lies in the folders 说明 of these months.
    ///
    /// # Errors
    /// I/O only; what a file holds is never an error.
    pub(super) fn read_explanations(&self, months: &[Month], progress: &dyn Progress) -> Result<Explanations, Error> {
        let (mut files, mut read) = (Vec::new(), Explanations::default());
        let mut known = BTreeSet::new();
        for month in months {
            for (name, path) in store::explanation_files(&self.inputs, *month)? {
                let file = store::read_input(&path, &name, *month)?;
                let aside =
                    |state| FileRecord { path: file.path.clone(), sha256: file.sha256.clone(), region: None, state };
                if self.is_ignored(name.rsplit('/').next().unwrap_or(&name)) {
                    read.files.push(aside(FileState::Ignored));
                } else if known.insert(file.sha256.clone()) {
                    files.push(file);
                } else {
                    read.files.push(aside(FileState::Duplicate));
                }
            }
        }
        if files.is_empty() {
            return Ok(read);
        }
        let readings = side_by_side(&files, self.jobs, self.catalog.bounds.seconds, progress, &|file, out_of_time| {
            ingest::read_explanations(&self.catalog, file, out_of_time)
        })?;
        readings.into_iter().for_each(|reading| read.take(reading));
        Ok(read)
    }

    /// What the desk itself and the counties explain.
    pub(super) fn explanations(&self, of_counties: &[GivenExplanation]) -> Vec<GivenExplanation> {
        let of_desk = self.catalog.explanations.get(&self.desk.id);
        of_desk.into_iter().flatten().chain(of_counties).cloned().collect()
    }

    /// Every query that was explained, with the words, who gave them and when, and where they stand.
    pub fn explanations_sheet(&self, findings: &[Finding]) -> TidySheet {
        let rows = findings.iter().filter_map(|finding| Some(self.explained(finding, finding.status.explanation()?)));
        TidySheet {
            name: "情况说明".to_owned(),
            columns: COLUMNS.iter().map(|name| TidyColumn { name: (*name).to_owned(), kind: TidyKind::Text }).collect(),
            rows: rows.collect(),
            note_rows: vec![
                note("出处", "说明写在何处：inputs 文件夹内的文件、工作表、单元格，或本台情况说明记录的行"),
                note("沿用自", "现值及有关各数自该月以来未变，沿用该月的说明；空白为本月所作"),
            ],
        }
    }

    fn explained(&self, finding: &Finding, explanation: &Explanation) -> Vec<TidyValue> {
        let text = |words: String| if words.is_empty() { TidyValue::Empty } else { TidyValue::Text(words) };
        let place = &explanation.place;
        let (file, cell) = (file_words(place), cell_words(place));
        let source = [file.as_deref(), place.sheet.as_deref(), cell.as_deref()];
        let carried = match &finding.status {
            Status::CarriedForward(_) => Some(explanation.month.to_string()),
            Status::Explained(_) => explanation.carried_into.map(|_| explanation.month.to_string()),
            Status::Open => None,
        };
        vec![
            text(finding.region.as_ref().map(|code| self.region_name(code)).unwrap_or_default()),
            text(finding.month.to_string()),
            text(finding.headline(self.language())),
            text(finding.raw.clone().unwrap_or_default()),
            text(explanation.text.clone()),
            text(explanation.who.clone()),
            text(explanation.date.clone()),
            text(source.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            text(carried.filter(|month| *month != finding.month.to_string()).unwrap_or_default()),
            text(finding.id()),
        ]
    }
}

fn note(item: &str, meaning: &str) -> TidyNote {
    TidyNote { item: item.to_owned(), meaning: meaning.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::session::Options;
    use super::*;
    use crate::model::{Cell, Place};

    #[test]
    fn every_explanation_is_listed_with_who_when_and_where() {
        let home = Some(env!("CARGO_MANIFEST_DIR").into());
        let options = Options { home, desk: Some("xuchang-2021".to_owned()), ..Options::default() };
        let session = Session::open(&options).unwrap();
        let month = |number| Month::new(2021, number).unwrap();
        let explanation = Explanation {
            text: "=1+1".to_owned(),
            who: "张三".to_owned(),
            date: "2021-06-04".to_owned(),
            month: month(5),
            place: Place::cell(&"2021-05/说明/a.xlsx".into(), &"问题清单".into(), Cell::new(4, 8)),
            carried_into: None,
        };
        let finding = |status, number| Finding {
            status,
            ..Finding::new("sheet.hidden", month(number), Place::default()).of(&"411081".into())
        };
        let sheet = session.explanations_sheet(&[
            finding(Status::Explained(explanation.clone()), 5),
            finding(Status::CarriedForward(explanation), 6),
            finding(Status::Open, 7),
        ]);
        let shown: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|value| if let TidyValue::Text(text) = value { text.clone() } else { String::new() })
                    .collect()
            })
            .collect();
        assert_eq!(shown.len(), 2, "an open query has none");
        assert!(shown.iter().all(|row| row.len() == sheet.columns.len()));
        let common = ["=1+1", "张三", "2021-06-04", "2021-05/说明/a.xlsx 问题清单 I5"];
        assert_eq!(
            (&shown[0][..2], &shown[0][4..9]),
            (
                &["禹州市".to_owned(), "2021-05".to_owned()][..],
                &[common.as_slice(), &[""]].concat().iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()[..]
            )
        );
        assert_eq!(shown[1][8], "2021-05");
    }
}
