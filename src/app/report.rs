//! `yuebao report`: one run from returns to an edition.

use super::books;
use super::counting::{Counting, Entered};
use super::edition::{self, Manifest, Output, Published};
use super::error::Error;
use super::faces::LackingFace;
use super::findings::CheckResult;
use super::ledger;
use super::press::Press;
use super::reading::{Progress, Reading};
use super::session::Session;
use super::trace::{self, Closure, Numbers};
use super::warnings::Warning;
use crate::assessment::appraisal::Appraised;
use crate::assessment::contradiction::contradictions;
use crate::assessment::ledger::Ledger;
use crate::assessment::quality::Score;
use crate::assessment::{Assessed, Assessment};
use crate::catalog::{Report, Theme};
use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::ingest;
use crate::model::{Date, Figure, FigureKey, Period};
use crate::report::{self, ReportInput};
use crate::statistics::FigureBook;
use crate::validation::Validation;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says about this run.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    pub period: Option<String>,
    pub as_of: Option<Date>,
    pub require_final: bool,
    /// Reports beside those the desk always makes.
    pub also: Vec<String>,
    /// These alone, in a folder of their own; none: the whole edition.
    pub only: Vec<String>,
}

/// A report of more pages than its definition allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongReport {
    pub name: String,
    pub pages: usize,
    pub most: usize,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub enum Reported {
    /// Only a draft was possible and a final was asked for; nothing was written.
    Refused { open: usize },
    Written {
        published: Published,
        folder: PathBuf,
        files: usize,
        open: usize,
        /// Installed faces that were asked for and are not there.
        lacking: Vec<LackingFace>,
        /// Reports of more pages than they may have.
        long: Vec<LongReport>,
        warnings: Vec<Warning>,
    },
}

/// An edition before it is written.
pub(super) enum Made {
    Refused { open: usize },
    Whole(Box<Whole>),
}

/// All of an edition, its number still open.
pub(super) struct Whole {
    press: Press,
    open: usize,
    outputs: Vec<Output>,
    manifest: Manifest,
    warnings: Vec<Warning>,
}

/// Figures with the facts under them.
#[derive(Debug)]
pub struct Traceable {
    pub reading: Reading,
    pub book: Arc<FigureBook>,
    pub made: Vec<Figure>,
    /// What the briefing prints, in order of appearance.
    pub printed: Vec<FigureKey>,
}

/// One run's parts, from which everything is written.
pub(super) struct Run<'a> {
    pub(super) session: &'a Session,
    pub(super) report: &'a Report,
    /// Other reports of the same edition.
    pub(super) also: Vec<&'a Report>,
    pub(super) theme: &'a Theme,
    pub(super) reading: Reading,
    pub(super) book: Arc<FigureBook>,
    pub(super) assessed: Assessed,
    pub(super) appraised: Option<Appraised>,
    pub(super) ledger: Option<Ledger>,
    pub(super) period: Period,
    pub(super) as_of: Date,
    /// The judgements of the periods before, the latest first: as many as a report looks back.
    pub(super) before: Vec<Vec<Assessment>>,
}

impl Session {
    /// Makes the edition of a period.
    ///
    /// # Errors
    /// Arguments, templates, I/O. What the returns hold is never an error: it is a finding.
    pub fn report(&self, options: &ReportOptions, progress: &dyn Progress) -> Result<Reported, Error> {
        let run = self.prepare(options, progress)?;
        let Whole { press, open, outputs, manifest, warnings } = match run.make(options)? {
            Made::Refused { open } => return Ok(Reported::Refused { open }),
            Made::Whole(whole) => *whole,
        };
        let folder = run.folder(options);
        run.keep(&manifest, progress)?;
        let published = edition::publish(&folder, manifest, &outputs, &|| progress.waiting(&folder))?;
        let long = run.long(&press);
        Ok(Reported::Written { published, folder, files: outputs.len(), open, lacking: press.lacking, long, warnings })
    }

    /// The files a period's edition would have, and its manifest, without writing anything.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub(super) fn remake(
        &self,
        options: &ReportOptions,
        progress: &dyn Progress,
    ) -> Result<(Vec<Output>, Manifest), Error> {
        match self.prepare(options, progress)?.make(options)? {
            Made::Whole(whole) => Ok((whole.outputs, whole.manifest)),
            Made::Refused { .. } => Err(Error::new("error.defect").with("reason", "refused")),
        }
    }

    fn prepare(&self, options: &ReportOptions, progress: &dyn Progress) -> Result<Run<'_>, Error> {
        let period = self.period(options.period.as_deref())?;
        let (report, theme) = self.definitions()?;
        let also = if options.only.is_empty() { self.others(&options.also)? } else { self.only(&options.only)? };
        let reading = self.read(period.last_month(), progress)?;
        let book = Arc::new(self.figures(&reading, &self.appraised_periods(period))?);
        let assessed = self.assess(&reading, &book, period);
        let appraised = self.appraise(&reading, &book, period, &assessed.list);
        let ledger = self.ledger(&assessed, period);
        let before = self.judged_before(&reading, &book, period, std::iter::once(report).chain(also.iter().copied()));
        let as_of = options.as_of.unwrap_or_else(|| ingest::due(&self.desk, period.last_month()));
        Ok(Run {
            session: self,
            report,
            also,
            theme,
            reading,
            book,
            assessed,
            appraised,
            ledger,
            period,
            as_of,
            before,
        })
    }

    /// The document an edition of the period would be, without writing anything: with every finding of the year so far
    /// listed, and not marked as a draft.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub fn briefing(&self, options: &ReportOptions, progress: &dyn Progress) -> Result<Document, Error> {
        let run = self.prepare(options, progress)?;
        let found = run.found();
        let scores = self.checked(&run.reading, &[run.period], &found).quality;
        run.document(&run.input(&found.findings, &scores, None))
    }

    /// All that can be traced of a period: its figures and the year's before it, its judgements, and the differences
    /// its briefing words.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub fn traceable(&self, period: Period, progress: &dyn Progress) -> Result<Traceable, Error> {
        let options = ReportOptions { period: Some(period.to_string()), ..ReportOptions::default() };
        let run = self.prepare(&options, progress)?;
        let findings = run.found().findings;
        let input = run.input(&findings, &[], None);
        let document = run.document(&input)?;
        let made = run.made(&input, &document, &run.others(&input)?);
        let printed = document.figures().into_iter().cloned().collect();
        Ok(Traceable { reading: run.reading, book: run.book, made, printed })
    }

    /// The check of one period, with the must-level findings of earlier months of the year whose cells enter its
    /// figures: they keep its edition a draft as its own do.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub fn check_period(&self, period: Period, progress: &dyn Progress) -> Result<CheckResult, Error> {
        let (_, mut result, counting) = self.looked_at(period, progress)?;
        let months = period.months();
        let earlier = counting.into_iter().filter(|f| f.level == Level::Must && !months.contains(&f.month));
        result.earlier = earlier.collect();
        Ok(result)
    }

    /// A period with its findings, and those that count.
    pub(super) fn looked_at(
        &self,
        period: Period,
        progress: &dyn Progress,
    ) -> Result<(Run<'_>, CheckResult, Vec<Finding>), Error> {
        let options = ReportOptions { period: Some(period.to_string()), ..ReportOptions::default() };
        let run = self.prepare(&options, progress)?;
        let found = run.found();
        let result = self.checked(&run.reading, &[period], &found);
        let counting = run.counting(found.findings, |_, _| ())?;
        Ok((run, result, counting.findings))
    }

    /// What a period's check leaves for the counties.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub(super) fn review(&self, period: Period, progress: &dyn Progress) -> Result<Vec<Output>, Error> {
        let (run, result, counting) = self.looked_at(period, progress)?;
        let open = counting.iter().filter(|finding| finding.level == Level::Must).count();
        let document = run.document(&run.input(&counting, &result.quality, (open > 0).then_some(open)))?;
        let press = Press::new(self.setting(), run.theme)?;
        run.for_counties(&document, &press, &counting, &result)
    }

    pub(super) fn definitions(&self) -> Result<(&Report, &Theme), Error> {
        let lost = |what: &str| Error::new("error.defect").with("reason", what);
        let report = self.catalog.report(&self.desk.id, &self.desk.report).ok_or_else(|| lost("report"))?;
        let theme = self.catalog.themes.get(&self.desk.theme).ok_or_else(|| lost("theme"))?;
        Ok((report, theme))
    }

    /// Where a period's editions go.
    pub fn out_folder(&self, period: Period) -> PathBuf {
        let usual = || self.home.join("outputs").join(&self.desk.id).join(period.to_string());
        self.out.clone().unwrap_or_else(usual)
    }
}

impl Run<'_> {
    /// The reports that are made.
    fn made_of<'r>(&'r self, only: &[String]) -> impl Iterator<Item = &'r Report> {
        let own = only.is_empty().then_some(self.report);
        own.into_iter().chain(self.also.iter().copied())
    }

    /// Where the edition goes: reports made alone have a folder of their own.
    fn folder(&self, options: &ReportOptions) -> PathBuf {
        let folder = self.session.out_folder(self.period);
        if options.only.is_empty() {
            return folder;
        }
        let ids: Vec<&str> = self.also.iter().map(|report| report.id.as_str()).collect();
        folder.join(ids.join("+"))
    }

    fn make(&self, options: &ReportOptions) -> Result<Made, Error> {
        self.session.numbers_agree(self.made_of(&options.only), self.period, self.as_of)?;
        let found = self.found();
        let result = self.session.checked(&self.reading, &[self.period], &found);
        let Counting { made, of_trace: trace, findings: counting } = self.counting(found.findings, trace::json)?;
        let open = counting.iter().filter(|finding| finding.level == Level::Must).count();
        if options.require_final && open > 0 {
            return Ok(Made::Refused { open });
        }
        let input = self.input(&counting, &result.quality, (open > 0).then_some(open));
        let press = Press::new(self.session.setting(), self.theme)?;
        let mut outputs = Vec::new();
        if options.only.is_empty() {
            let document = self.document(&input)?;
            outputs = self.outputs(&document, &made, (&press, &result))?;
            outputs.extend(self.printed(&input, &press)?);
            if let Some(ledger) = &self.ledger {
                let tables = report::ledger_tables(&input);
                outputs.push(ledger::book(ledger, &tables, books::meta(&document, "", self.as_of), self.period)?);
            }
            outputs.extend(self.for_counties(&document, &press, &counting, &result)?);
        } else {
            outputs.extend(self.printed(&input, &press)?);
        }
        outputs.push(Output { kind: "trace.json".into(), path: "trace.json".to_owned(), bytes: trace.into() });
        let manifest = self.manifest(&press, open, options);
        let warnings = self.warnings(&input);
        Ok(Made::Whole(Box::new(Whole { press, open, outputs, manifest, warnings })))
    }

    /// The reports that were printed with more pages than they may have.
    fn long(&self, press: &Press) -> Vec<LongReport> {
        let long = |report: &Report| {
            let (pages, most) = (press.pages(&report.id)?, report.pages?);
            (pages > most).then(|| LongReport { name: report.name.clone(), pages, most })
        };
        self.also.iter().filter_map(|report| long(report)).collect()
    }

    /// The findings that count, and what is wanted of the trace that decides it. The document is made twice: what it
    /// prints decides which findings count, and their number is printed in it.
    fn counting<T>(
        &self,
        everything: Vec<Finding>,
        of_trace: impl FnOnce(&Closure<'_>, &Numbers<'_>) -> T,
    ) -> Result<Counting<T>, Error> {
        // Scores print no figures.
        let input = self.input(&everything, &[], None);
        let first = self.document(&input)?;
        let others = self.others(&input)?;
        let made: Vec<Figure> = self.made(&input, &first, &others);
        let numbers = Numbers::new(&self.book, &self.reading.facts, &made);
        let of_period = self.book.iter().map(|figure| &figure.key).filter(|key| key.period == self.period);
        // Those of other periods only where something leads to them.
        let judged = made.iter().map(|figure| &figure.key).filter(|key| key.period == self.period);
        let printed = first.figures().into_iter().chain(others.iter().flat_map(|(_, document)| document.figures()));
        let closure = numbers.closure(of_period.chain(judged).chain(printed));
        let entered = Entered::new(self.period, &closure, &self.reading.facts);
        let (of_trace, findings) = (of_trace(&closure, &numbers), everything.into_iter());
        let findings = findings.filter(|finding| entered.counts(finding)).collect();
        Ok(Counting { made, of_trace, findings })
    }

    /// The figures made in judging targets and in wording the documents, each once.
    fn made(&self, input: &ReportInput<'_>, document: &Document, others: &[(&Report, Document)]) -> Vec<Figure> {
        let documents = std::iter::once(document).chain(others.iter().map(|(_, document)| document));
        let mut known = BTreeSet::new();
        let worded = documents.flat_map(|document| report::derived_figures(input, document));
        let worded = worded.filter(|figure| known.insert(figure.key.to_string()));
        let scored = self.appraised.iter().flat_map(|appraised| &appraised.figures);
        self.assessed.figures.iter().chain(scored).cloned().chain(worded).collect()
    }

    /// What was found, and what the desk says against its own figures.
    fn found(&self) -> Validation {
        let said = self.ledger.as_ref().map(|ledger| contradictions(ledger, self.period)).unwrap_or_default();
        self.session.all_findings(&self.reading, said)
    }

    /// The other reports of the edition.
    pub(super) fn others(&self, input: &ReportInput<'_>) -> Result<Vec<(&Report, Document)>, Error> {
        let build = |report| Ok((report, self.document(&ReportInput { report, ..*input })?));
        self.also.iter().copied().map(build).collect()
    }

    fn input<'i>(&'i self, findings: &'i [Finding], scores: &'i [Score], draft: Option<usize>) -> ReportInput<'i> {
        ReportInput {
            catalog: &self.session.catalog,
            desk: &self.session.desk,
            report: self.report,
            theme: self.theme,
            figures: &self.book,
            facts: &self.reading.facts,
            assessed: &self.assessed,
            appraised: self.appraised.as_ref(),
            ledger: self.ledger.as_ref(),
            returns: &self.reading.returns,
            findings,
            scores,
            explained: findings.iter().filter(|finding| finding.status.explanation().is_some()).count(),
            period: self.period,
            as_of: self.as_of,
            before: &self.before,
            draft,
        }
    }

    fn document(&self, input: &ReportInput<'_>) -> Result<Document, Error> {
        report::build(input).map_err(|e| Error::new("error.document").with("reason", e))
    }
}
