//! What an edition holds: the outputs of a run, and the manifest that lists them.

use super::books;
use super::edition::{Asked, Input, Manifest, Output};
use super::error::Error;
use super::findings::CheckResult;
use super::findings_book::FindingsBook;
use super::ledger;
use super::official_book;
use super::press::Press;
use super::report::{ReportOptions, Run};
use super::session::Fonts;
use super::trace::Numbers;
use crate::document::Document;
use crate::finding::Finding;
use crate::ingest;
use crate::model::Figure;
use crate::report::ReportInput;
use std::collections::BTreeSet;

impl Run<'_> {
    /// The reports beside the desk's own, each with its charts; the desk's own where it is made alone.
    pub(super) fn printed(&self, input: &ReportInput<'_>, press: &Press) -> Result<Vec<Output>, Error> {
        let mut outputs = Vec::new();
        for (report, document) in self.others(input)? {
            let is_own = report.id == self.session.desk.report;
            let name = if is_own { "briefing" } else { &report.id };
            outputs.extend(press.report(&document, self.as_of, name)?);
            let charts = press.charts(&document)?.into_iter();
            outputs.extend(charts.map(|chart| if is_own { chart } else { chart.of_report(&report.id) }));
        }
        Ok(outputs)
    }

    /// What goes to the leaders and to other programs.
    pub(super) fn outputs(
        &self,
        document: &Document,
        made: &[Figure],
        (press, result): (&Press, &CheckResult),
    ) -> Result<Vec<Output>, Error> {
        let (session, period, as_of) = (self.session, self.period, self.as_of);
        let numbers = Numbers::new(&self.book, &self.reading.facts, made);
        let (tables, _) = official_book::tables(session, press, document, &numbers, (period, as_of))?;
        let mut more = vec![books::register_sheet(session, &result.register)];
        more.extend(session.balance_sheet(&self.book, period));
        more.extend(self.appraised.iter().flat_map(|appraised| session.appraisal_sheets(appraised)));
        more.extend(self.ledger.as_ref().map(|ledger| ledger::sheet(ledger, period)));
        let mut outputs = Vec::from(press.report(document, as_of, "briefing")?);
        outputs.extend([
            tables,
            books::data(session, document, &self.book, (period, as_of), &self.assessed.list, &more)?,
            books::figures(session, &self.book, period),
            books::assessments(session, period, &self.assessed.list),
        ]);
        outputs.extend(press.charts(document)?);
        Ok(outputs)
    }

    /// What goes to the counties, and the list of findings that leads into it.
    pub(super) fn for_counties(
        &self,
        document: &Document,
        press: &Press,
        counting: &[Finding],
        result: &CheckResult,
    ) -> Result<Vec<Output>, Error> {
        let session = self.session;
        let returns = &self.reading.returns;
        // Every return a letter speaks of has its copy: also one of an earlier month.
        let own: BTreeSet<String> = result.findings.iter().map(Finding::id).collect();
        let earlier = counting.iter().filter(|finding| !own.contains(&finding.id()));
        let told: Vec<&Finding> = result.findings.iter().chain(earlier).collect();
        let copies = session.annotated(&returns.files, &told)?;
        let more = session.quality_sheets(&result.quality);
        let book = FindingsBook { session, findings: counting, result, annotated: &copies.of, more: &more };
        let mut outputs = Vec::from(books::findings(document, self.period, &book, self.as_of)?);
        outputs.extend(session.letters(
            press,
            (self.period, self.as_of),
            &returns.register,
            counting,
            &copies.units,
        )?);
        outputs.extend(copies.outputs);
        Ok(outputs)
    }

    /// The manifest, its edition and outputs still open.
    pub(super) fn manifest(&self, press: &Press, open: usize, options: &ReportOptions) -> Manifest {
        let input = |file: &ingest::FileRecord| Input {
            path: file.path.to_string(),
            sha256: file.sha256.to_string(),
            region_code: file.region.as_ref().map(ToString::to_string),
            state: file.state.id().to_owned(),
        };
        Manifest {
            tool: format!("yuebao {}", env!("CARGO_PKG_VERSION")),
            desk: self.session.desk.id.clone(),
            period: self.period.to_string(),
            edition: 0,
            state: if open > 0 { "draft" } else { "final" }.to_owned(),
            as_of: self.as_of.to_string(),
            asked: Asked {
                also: options.also.clone(),
                only: options.only.clone(),
                system_fonts: self.session.fonts == Fonts::System,
            },
            template_hash: self.session.catalog.hash.clone(),
            fonts: press.faces(),
            inputs: self.reading.returns.files.iter().map(input).collect(),
            folders: self.reading.folders.clone(),
            outputs: Vec::new(),
            previous: None,
        }
    }
}
