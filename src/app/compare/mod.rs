//! `yuebao compare`: members' values → standings → an edition of a comparison set.
//!
//! ```text
//! set ─ sources (desks, files, published) ─ gather → Observed ─ stand → Benchmark ─ document ─ edition
//! ```

mod apart;
mod books;
mod desk;
mod file;
mod gather;
mod lines;
mod outputs;
mod pool;
mod published;
mod set;
mod sources;
mod standings;
mod traced;

pub use lines::{Best, Line};
pub use traced::{Branch, TracedNumber, compare_trace};

use super::edition::{self, Published};
use super::error::Error;
use super::faces::LackingFace;
use super::figures;
use super::press::Press;
use super::reading::Progress;
use super::session::{Fonts, Options, Setting};
use super::templates::{self, Standing};
use crate::benchmark::{Benchmark, Observed, dated_of, definition_of, stand};
use crate::catalog::{Basis, Catalog, Comparison, Dated, Theme};
use crate::document::Document;
use crate::model::{Date, Figure, FigureKey, Period};
use crate::report::{self, BenchmarkInput};
use crate::statistics::FigureBook;
use gather::{Gatherer, When};
use pool::Pool;
use sources::Sources;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the command line says about this comparison.
#[derive(Clone, Debug, Default)]
pub struct CompareOptions {
    /// An id, or a file among the templates.
    pub set: String,
    pub period: Option<String>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct ComparedSet {
    pub published: Published,
    pub folder: PathBuf,
    pub files: usize,
    /// Where open must-level findings make the numbers a draft.
    pub drafts: Vec<String>,
    pub lacking: Vec<LackingFace>,
    /// Whose standing the lines tell.
    pub focus: Option<String>,
    /// Every figure of the edition, as a list of objects with the columns of `figures.csv` as keys.
    pub figures_json: Vec<u8>,
    /// What is compared, one line each.
    pub lines: Vec<Line>,
}

/// The folder of a comparison at the members' own days.
const LATEST: &str = "latest";

/// One run's parts, from which everything is written.
struct Run<'a> {
    catalog: &'a Catalog,
    theme: &'a Theme,
    /// As it is this time.
    set: Comparison,
    period: Option<Period>,
    sources: Sources,
    pool: Pool,
    made: Vec<FigureKey>,
    observed: Vec<Observed>,
    benchmark: Benchmark,
    /// Every figure, also those of the period before.
    book: Arc<FigureBook>,
    as_of: Date,
    /// Printed as 成文日期.
    issued: Option<Date>,
}

/// Compares the members of a set and writes the edition.
///
/// # Errors
/// Arguments, templates, I/O, a member's file that is not understood. What the returns hold is never an error.
pub fn compare(options: &Options, wanted: &CompareOptions, progress: &dyn Progress) -> Result<ComparedSet, Error> {
    let period = wanted.period.as_deref().map(period).transpose()?;
    let Standing { catalog, home, .. } = templates::standing_templates(options)?;
    let set = set::find(&catalog, &home, &wanted.set)?;
    let run = Run::new(options, (&catalog, &home), set, period, progress)?;
    run.publish(options, &home, progress)
}

fn period(text: &str) -> Result<Period, Error> {
    if text.contains("..") {
        return Err(Error::new("error.range").with("period", text));
    }
    Period::parse(text).map_err(|e| Error::new("error.period").with("period", e.0))
}

impl<'a> Run<'a> {
    fn new(
        options: &Options,
        (catalog, home): (&'a Catalog, &Path),
        set: &Comparison,
        period: Option<Period>,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let lost = |what: &str| Error::new("error.defect").with("reason", what);
        let theme = catalog.themes.get(&set.theme).ok_or_else(|| lost("theme"))?;
        let sources = Sources::read(options, (catalog, home), set, period, progress)?;
        let set = set::of_this_time(set, &sources);
        let (pool, made, lacks) = (Pool::default(), Vec::new(), Vec::new());
        let mut gatherer = Gatherer { catalog, set: &set, sources: &sources, pool, made, lacks };
        let observed = gatherer.all(When::Now)?;
        let mut made = std::mem::take(&mut gatherer.made);
        let lacks = std::mem::take(&mut gatherer.lacks);
        // Where nobody has a period before, there are no changes of places to tell.
        let has_before = set
            .members
            .iter()
            .any(|member| sources.period_of(&member.source).is_some_and(|period| period.previous_in_year().is_some()));
        let before = has_before.then(|| gatherer.all(When::Before)).transpose()?;
        let mut pool = gatherer.pool;
        let before = before.map(|observed| stand(&set, &observed, None));
        let set = set::lacking(set, lacks);
        let benchmark = stand(&set, &observed, before.as_ref());
        made.extend(apart::values(&benchmark, &mut pool));
        let earlier = before.map(|before| before.figures).unwrap_or_default();
        let all = benchmark.figures.iter().chain(pool.figures()).chain(&earlier).cloned();
        let book = Arc::new(FigureBook::of(all, crate::model::Rounding::HalfUp));
        let as_of =
            dated(&sources, &observed).ok_or_else(|| Error::new("error.compare_nothing").with("set", &set.id))?;
        let issued = issued(&sources, &set, &observed);
        Ok(Self { catalog, theme, set, period, sources, pool, made, observed, benchmark, book, as_of, issued })
    }

    fn document(&self) -> Result<Document, Error> {
        let input = BenchmarkInput {
            catalog: self.catalog,
            theme: self.theme,
            set: &self.set,
            benchmark: &self.benchmark,
            observed: &self.observed,
            figures: &self.book,
            as_of: self.issued,
            period: self.period,
        };
        let mut document = report::benchmark(&input).map_err(|e| Error::new("error.document").with("reason", e))?;
        if !self.drafts().is_empty() {
            document.meta.draft_mark = Some(DRAFT.to_owned());
        }
        Ok(document)
    }

    /// Whose numbers are drafts.
    fn drafts(&self) -> Vec<String> {
        self.sources.desks().filter(|desk| desk.open > 0).map(|desk| desk.office().to_owned()).collect()
    }

    /// What the comparison is made of: values that members' parts give, then what the statistics made, thing by thing.
    fn figures(&self) -> Vec<&Figure> {
        let of = |id: &str, key: &FigureKey| key.indicator.as_str().split('@').next() == Some(id);
        let mut all = Vec::new();
        for compared in &self.set.indicators {
            let id = compared.id.as_str();
            let made = self.made.iter().filter(|key| of(id, key)).filter_map(|key| self.pool.find(key));
            all.extend(made);
            all.extend(self.benchmark.figures.iter().filter(|figure| of(id, &figure.key)));
        }
        all
    }

    fn publish(&self, options: &Options, home: &Path, progress: &dyn Progress) -> Result<ComparedSet, Error> {
        let folders = options.font_folders.as_deref();
        let fonts = options.fonts.unwrap_or(Fonts::Bundled);
        let press = Press::new(Setting { catalog: self.catalog, home, fonts, font_folders: folders }, self.theme)?;
        let document = self.document()?;
        let outputs = self.outputs(&document, &press)?;
        let usual = || home.join("outputs").join("compare").join(&self.set.id).join(self.named());
        let folder = options.out.clone().unwrap_or_else(usual);
        let published = edition::publish(&folder, self.manifest(&press), &outputs, &|| progress.waiting(&folder))?;
        Ok(ComparedSet {
            published,
            folder,
            files: outputs.len(),
            drafts: self.drafts(),
            lacking: press.lacking,
            focus: self.set.focus.as_ref().map(|code| self.member_name(code)),
            figures_json: figures::objects(self.rows().into_iter()),
            lines: lines::of(self),
        })
    }

    /// `2021-11`, or `latest`
    fn named(&self) -> String {
        self.period.map_or_else(|| LATEST.to_owned(), |period| period.to_string())
    }

    fn member_name(&self, code: &crate::model::RegionCode) -> String {
        let member = self.set.members.iter().find(|member| member.id == *code);
        member.map_or_else(|| self.catalog.region_name(code), |member| member.name.clone())
    }
}

const DRAFT: &str = "草稿";

/// 成文日期. Of documents that name no day but the year, or plan for one, no day is made up: none where the last of all
/// is such a one and no desk tells a later day.
fn issued(sources: &Sources, set: &Comparison, observed: &[Observed]) -> Option<Date> {
    let is_day = |one: &Observed| {
        let plan = definition_of(set, &one.indicator, &one.member).is_some_and(|own| own.basis == Basis::Target);
        !plan && dated_of(set, &one.indicator, &one.member) != Dated::Year
    };
    let known = || observed.iter().filter(|one| one.exact.is_some());
    let last = known().filter(|one| is_day(one)).filter_map(|one| one.as_of);
    let last = sources.desks().map(desk::DeskNumbers::dated).chain(last).max()?;
    known().filter(|one| !is_day(one)).all(|one| one.as_of.is_none_or(|day| day.year() <= last.year())).then_some(last)
}

/// When the last of the members' numbers could be there: what files are dated.
fn dated(sources: &Sources, observed: &[Observed]) -> Option<Date> {
    let desks = sources.desks().map(desk::DeskNumbers::dated);
    let values = observed.iter().filter(|one| one.exact.is_some()).filter_map(|one| one.as_of);
    desks.chain(values).max()
}
