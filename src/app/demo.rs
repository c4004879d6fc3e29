//! `yuebao demo`: a desk's invented returns, written where its received ones would lie.

use super::demo_home::{self, INPUTS};
use super::demo_truth::{self, TRUTH, Truth};
use super::error::Error;
use super::session::{Options, Session};
use super::store::{self, Replaced};
use crate::catalog::Unit;
use crate::demo::{self, Dirt, Numbers, Return, ReturnRequest};
use crate::ingest;
use crate::model::{Decimal, Exact, Month};
use crate::render::xlsx;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says about the returns to be invented.
#[derive(Clone, Debug)]
pub struct DemoOptions {
    /// Units beside the desk's own.
    pub units: usize,
    /// The first months of the year.
    pub months: u8,
    pub seed: Option<u64>,
    /// The share of returns with an error.
    pub dirt: Decimal,
    /// `truth.csv` lists every cell.
    pub cells: bool,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct DemoMade {
    pub folder: PathBuf,
    pub units: usize,
    pub files: usize,
    pub seed: u64,
    /// Returns with an error.
    pub dirt: usize,
    pub unchanged: bool,
    /// The desk's list of files that are never read names `truth.csv`.
    pub truth_ignored: bool,
}

/// The returns of a desk, by month and the unit's place.
type Returns = BTreeMap<(Month, usize), (Return, Vec<Dirt>)>;

/// Invents a desk's returns and writes them.
///
/// # Errors
/// Templates, a desk without `demo.toml` or with one that does not cover its forms, other files in the folder, I/O.
pub fn make_demo(options: &Options, wanted: &DemoOptions) -> Result<DemoMade, Error> {
    if !(1..=12).contains(&wanted.months) {
        return Err(Error::new("error.demo_months").with("months", wanted.months));
    }
    let own = Session::open(options)?;
    if wanted.units == 0 {
        let folder = own.out.clone().unwrap_or_else(|| own.inputs.clone());
        let made = own.invent(wanted)?;
        let kept = demo_truth::kept(&folder, "", &[])?;
        return own.write_demo(folder, made.files(""), kept, &made);
    }
    let folder = own.out.clone().ok_or_else(|| Error::new("error.demo_out"))?;
    let (session, templates) = demo_home::with_units(options, own, wanted.units)?;
    let made = session.invent(wanted)?;
    let prefix = format!("{INPUTS}/{}/", session.desk.id);
    demo_truth::kept(&folder, &prefix, &["templates/"])?;
    session.write_demo(folder, made.files(&prefix), templates, &made)
}

/// All that is written of the returns, before it is.
struct Invented {
    books: BTreeMap<String, Arc<[u8]>>,
    truth: Vec<u8>,
    seed: u64,
    dirt: usize,
}

impl Invented {
    fn files(&self, prefix: &str) -> BTreeMap<String, Arc<[u8]>> {
        let books = self.books.iter().map(|(name, bytes)| (format!("{prefix}{name}"), Arc::clone(bytes)));
        books.chain([(format!("{prefix}{TRUTH}"), self.truth.clone().into())]).collect()
    }
}

impl Session {
    fn invent(&self, wanted: &DemoOptions) -> Result<Invented, Error> {
        let demo = self.catalog.demos.get(&self.desk.id);
        let demo = demo.ok_or_else(|| Error::new("error.no_demo").with("desk", &self.desk.id))?;
        let seed = wanted.seed.unwrap_or(demo.seed);
        let numbers = demo::solve(&self.catalog, &self.desk, demo, seed).map_err(Error::Demo)?;
        let mut returns = Returns::new();
        for month in (1..=wanted.months).filter_map(|number| Month::new(self.desk.year, number)) {
            for unit in 0..self.desk.units.len() {
                let request = self.request(&numbers, unit, month, seed)?;
                if let Some(made) = demo::return_of(&request).map_err(|fault| Error::Demo(vec![fault]))? {
                    returns.insert((month, unit), (made, Vec::new()));
                }
            }
        }
        let dirty = self.soil(&numbers, wanted.dirt, seed, &mut returns)?;
        let names = self.file_names();
        let mut books = BTreeMap::new();
        let mut truth = Truth::new(&self.catalog, &self.desk, &numbers, wanted.cells);
        for ((month, unit), (made, dirt)) in &returns {
            let name = names.get(*unit).map_or("", String::as_str);
            let file = format!("{month}/{name} {}月报表.xlsx", month.number());
            let bytes = xlsx::lean_book(&made.book).map_err(|e| Error::new("error.defect").with("reason", e))?;
            truth.add(*month, *unit, &file, made, dirt);
            books.insert(file, bytes.into());
        }
        Ok(Invented { books, truth: truth.csv(), seed, dirt: dirty })
    }

    fn request<'a>(
        &'a self,
        numbers: &'a Numbers<'a>,
        unit: usize,
        month: Month,
        seed: u64,
    ) -> Result<ReturnRequest<'a>, Error> {
        let demo = self.catalog.demos.get(&self.desk.id);
        let demo = demo.ok_or_else(|| Error::new("error.no_demo").with("desk", &self.desk.id))?;
        let (catalog, desk, due) = (&self.catalog, &self.desk, ingest::due(&self.desk, month));
        Ok(ReturnRequest { catalog, desk, demo, numbers, unit, month, due, seed })
    }

    /// Puts an error into a share of the returns, at least one when a share is asked for; says how many have one.
    fn soil(&self, numbers: &Numbers<'_>, share: Decimal, seed: u64, returns: &mut Returns) -> Result<usize, Error> {
        if share.is_zero() {
            return Ok(0);
        }
        let count = i64::try_from(returns.len()).unwrap_or(i64::MAX);
        let part = Exact::from_decimal(share).and_then(|share| share.checked_mul(Exact::from_int(count))?.round(0));
        let dirty = part.and_then(|part| usize::try_from(part.mantissa()).ok()).unwrap_or(0).max(1);
        let keys: Vec<(Month, usize)> = returns.keys().copied().collect();
        let mut spoiled = 0;
        for at in demo::drawn(seed, keys.len(), dirty) {
            let Some(key) = keys.get(at) else { continue };
            let request = self.request(numbers, key.1, key.0, seed)?;
            if let Some((made, dirt)) = returns.get_mut(key) {
                *dirt = demo::soil(&request, made);
                spoiled += usize::from(!dirt.is_empty());
            }
        }
        Ok(spoiled)
    }

    /// Short names, with the code where two units share one.
    fn file_names(&self) -> Vec<String> {
        let short = |unit: &Unit| {
            let region = self.catalog.regions.get(&unit.code).map(|region| region.short.clone());
            region.filter(|short| !short.is_empty()).unwrap_or_else(|| self.region_name(&unit.code))
        };
        let all: Vec<String> = self.desk.units.iter().map(short).collect();
        let mut seen = BTreeSet::new();
        let twice: BTreeSet<&String> = all.iter().filter(|name| !seen.insert(*name)).collect();
        let name = |(short, unit): (&String, &Unit)| {
            let code = if twice.contains(short) { unit.code.as_str() } else { "" };
            let name = format!("{short}{code}");
            name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
        };
        all.iter().zip(&self.desk.units).map(name).collect()
    }

    fn write_demo(
        &self,
        folder: PathBuf,
        mut files: BTreeMap<String, Arc<[u8]>>,
        kept: BTreeMap<String, Arc<[u8]>>,
        made: &Invented,
    ) -> Result<DemoMade, Error> {
        files.extend(kept);
        let unchanged = store::replace_folder(&folder, &files)? == Replaced::Same;
        Ok(DemoMade {
            folder,
            units: self.desk.units.len(),
            files: made.books.len(),
            seed: made.seed,
            dirt: made.dirt,
            unchanged,
            truth_ignored: self.is_ignored(TRUTH),
        })
    }
}
