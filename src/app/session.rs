//! What a command works on: the templates, a desk, its folders.

use super::error::Error;
use super::store;
use super::templates::{self, Remarks, Standing};
use crate::catalog::{Catalog, Desk};
use crate::model::{Month, Period, PeriodRange};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the command line says about where things are.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub home: Option<PathBuf>,
    pub desk: Option<String>,
    pub inputs: Option<PathBuf>,
    pub out: Option<PathBuf>,
    /// 0: as many as there are processors.
    pub jobs: usize,
    /// As the desk says when nothing is said.
    pub fonts: Option<Fonts>,
    /// Where installed faces are looked for, in place of the system's folders.
    pub font_folders: Option<Vec<PathBuf>>,
    /// What is said beside the answer.
    pub remarks: Remarks,
}

/// Whose faces an edition is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fonts {
    /// Those beside the templates: the same bytes everywhere.
    #[default]
    Bundled,
    /// Installed ones, where they are there.
    System,
}

/// The templates, checked, and a desk with its folders.
#[derive(Debug)]
pub struct Session {
    pub catalog: Catalog,
    pub desk: Desk,
    pub home: PathBuf,
    pub inputs: PathBuf,
    pub out: Option<PathBuf>,
    pub jobs: usize,
    pub fonts: Fonts,
    pub font_folders: Option<Vec<PathBuf>>,
    /// The template files the catalogue is made of, below `templates/`; empty where the desk is not the one asked for.
    pub template_paths: BTreeSet<String>,
}

/// What pages are set with, whoever they are of.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub catalog: &'a Catalog,
    pub home: &'a Path,
    pub fonts: Fonts,
    /// Where installed faces are looked for; none: in the system's folders.
    pub font_folders: Option<&'a [PathBuf]>,
}

/// `2021-01..2021-11`; nothing for a text that is no range.
pub(super) fn range(text: &str) -> Result<Option<PeriodRange>, Error> {
    let Some((first, last)) = text.split_once("..") else { return Ok(None) };
    let month = |part: &str| Month::parse(part).ok_or_else(|| Error::new("error.period").with("period", part));
    let range = PeriodRange { first: month(first)?, last: month(last)? };
    if range.first > range.last {
        return Err(Error::new("error.range_order").with("period", text));
    }
    Ok(Some(range))
}

impl Session {
    /// Opens a desk.
    ///
    /// # Errors
    /// Bad templates, an unknown desk.
    pub fn open(options: &Options) -> Result<Self, Error> {
        let Standing { catalog, home, desks, paths } = templates::standing_templates(options)?;
        let known = || desks.iter().cloned().collect::<Vec<_>>().join("、");
        let id = match &options.desk {
            Some(id) => id.clone(),
            // With one desk there is no question which.
            None if desks.len() == 1 => catalog.desks.keys().next().cloned().unwrap_or_default(),
            None => return Err(Error::new("error.no_desk").with("known", known())),
        };
        if !catalog.desks.contains_key(&id) {
            return Err(Error::new("error.desk").with("desk", &id).with("known", known()));
        }
        let session = Self::within(catalog, home, &id, options)?;
        Ok(Self { template_paths: paths, ..session })
    }

    /// A desk of templates that are read already.
    ///
    /// # Errors
    /// An unknown desk.
    pub(super) fn within(mut catalog: Catalog, home: PathBuf, id: &str, options: &Options) -> Result<Self, Error> {
        let found = catalog.desks.get(id).cloned();
        let known = || catalog.desks.keys().cloned().collect::<Vec<_>>().join("、");
        let desk = found.ok_or_else(|| Error::new("error.desk").with("desk", id).with("known", known()))?;
        catalog.put_heads_of(&desk);
        let inputs = options.inputs.clone().unwrap_or_else(|| home.join("inputs").join(id));
        let of_desk = if desk.system_fonts { Fonts::System } else { Fonts::Bundled };
        let fonts = options.fonts.unwrap_or(of_desk);
        let (out, font_folders) = (options.out.clone(), options.font_folders.clone());
        Ok(Self {
            catalog,
            desk,
            home,
            inputs,
            out,
            jobs: options.jobs,
            fonts,
            font_folders,
            template_paths: BTreeSet::new(),
        })
    }

    pub(super) fn setting(&self) -> Setting<'_> {
        let font_folders = self.font_folders.as_deref();
        Setting { catalog: &self.catalog, home: &self.home, fonts: self.fonts, font_folders }
    }

    /// The months that have a folder, within the desk's year.
    ///
    /// # Errors
    /// No inputs folder, or nothing in it.
    pub fn months(&self) -> Result<Vec<Month>, Error> {
        let months: Vec<Month> =
            store::months(&self.inputs)?.into_iter().filter(|month| month.year() == self.desk.year).collect();
        if months.is_empty() {
            return Err(Error::new("error.no_periods").with("path", self.inputs.display()));
        }
        Ok(months)
    }

    /// One period; the latest month with returns when none is said.
    ///
    /// # Errors
    /// No such period, or a month of it has no returns.
    pub fn period(&self, text: Option<&str>) -> Result<Period, Error> {
        let months = self.months()?;
        let Some(text) = text else {
            let last = months.last().copied();
            return last
                .map(Period::Month)
                .ok_or_else(|| Error::new("error.no_periods").with("path", self.inputs.display()));
        };
        if text.contains("..") {
            return Err(Error::new("error.range").with("period", text));
        }
        let period = Period::parse(text).map_err(|e| Error::new("error.period").with("period", e.0))?;
        self.is_there(text, &period.months(), &months)?;
        Ok(period)
    }

    /// A period or a range of months.
    ///
    /// # Errors
    /// As [`Session::period`].
    pub fn periods(&self, text: Option<&str>) -> Result<Vec<Period>, Error> {
        let Some((text, range)) = text.map(|text| Ok((text, range(text)?))).transpose()? else {
            return Ok(vec![self.period(None)?]);
        };
        let Some(range) = range else { return Ok(vec![self.period(Some(text))?]) };
        let wanted = range.months();
        self.is_there(text, &wanted, &self.months()?)?;
        Ok(wanted.into_iter().map(Period::Month).collect())
    }

    fn is_there(&self, text: &str, wanted: &[Month], months: &[Month]) -> Result<(), Error> {
        if wanted.iter().any(|month| month.year() != self.desk.year) {
            let error = Error::new("error.year").with("desk", &self.desk.id).with("year", self.desk.year);
            return Err(error.with("period", text));
        }
        if wanted.iter().all(|month| months.contains(month)) {
            return Ok(());
        }
        let known = months.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let error = Error::new("error.period_absent").with("path", self.inputs.display()).with("period", text);
        Err(error.with("known", known))
    }
}
