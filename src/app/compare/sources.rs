//! Where the members' figures are from: desks and files, each read once.

use super::desk::{self, DeskNumbers, DeskSource};
use super::file::GivenFile;
use super::set::is_periodic;
use crate::app::{Error, Options, Progress};
use crate::catalog::{Catalog, Comparison, MemberSource};
use crate::model::Period;
use std::collections::BTreeMap;
use std::path::Path;

/// All that is read, by desk and by path.
pub(super) struct Sources {
    pub desks: BTreeMap<String, DeskSource>,
    pub files: BTreeMap<String, GivenFile>,
    /// The one asked for.
    period: Option<Period>,
}

const NO_ROWS: &str = "提供的文件里没有本期的数";
const NO_REGION: &str = "提供的文件里没有这个地区的数";

impl Sources {
    /// # Errors
    /// I/O; a file that is not understood; a period of which nobody has anything.
    pub fn read(
        options: &Options,
        (catalog, home): (&Catalog, &Path),
        set: &Comparison,
        period: Option<Period>,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let mut sources = Self { desks: BTreeMap::new(), files: BTreeMap::new(), period };
        for member in &set.members {
            match &member.source {
                MemberSource::Desk { desk, .. } if !sources.desks.contains_key(desk) => {
                    let read = desk::open(catalog, (home, desk), options, period, progress)?;
                    sources.desks.insert(desk.clone(), read);
                }
                MemberSource::File { path, .. } if !sources.files.contains_key(path) => {
                    sources.files.insert(path.clone(), GivenFile::open(catalog, home, path)?);
                }
                _ => {}
            }
        }
        let mut periodic = set.members.iter().map(|member| &member.source).filter(|source| is_periodic(source));
        let any = periodic.next().is_some();
        if any && set.members.iter().all(|member| sources.period_of(&member.source).is_none()) {
            let key = if period.is_some() { "error.compare_period" } else { "error.compare_nothing" };
            let said = period.map(|period| period.to_string()).unwrap_or_default();
            return Err(Error::new(key).with("period", said).with("set", &set.id));
        }
        Ok(sources)
    }

    pub fn desk(&self, id: &str) -> Option<&DeskNumbers> {
        match self.desks.get(id)? {
            DeskSource::There(desk) => Some(desk),
            DeskSource::Nothing(_) => None,
        }
    }

    /// The desks that bring something.
    pub fn desks(&self) -> impl Iterator<Item = &DeskNumbers> {
        self.desks.keys().filter_map(|id| self.desk(id))
    }

    /// Of which period a member's figures are.
    pub fn period_of(&self, source: &MemberSource) -> Option<Period> {
        match source {
            MemberSource::Desk { desk, .. } => self.desk(desk).map(|desk| desk.period),
            MemberSource::File { path, region } => self.files.get(path)?.period(region.as_str(), self.period),
            MemberSource::Published => None,
        }
    }

    /// Why a member brings no figures of the period.
    pub fn nothing(&self, source: &MemberSource) -> Option<&'static str> {
        match source {
            MemberSource::Desk { desk, .. } => match self.desks.get(desk) {
                Some(DeskSource::Nothing(why)) => Some(why),
                _ => None,
            },
            MemberSource::File { path, region } => {
                let knows = self.files.get(path).is_some_and(|file| file.knows(region.as_str()));
                let why = if knows { NO_ROWS } else { NO_REGION };
                self.period_of(source).is_none().then_some(why)
            }
            MemberSource::Published => None,
        }
    }
}
