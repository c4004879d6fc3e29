//! Which set is meant, and which of its members bring nothing this time.

use super::gather::Lack;
use super::sources::Sources;
use crate::app::Error;
use crate::catalog::{Catalog, Comparison, MemberSource, Pick, What};
use std::path::Path;

/// A set by its id or by its file among the templates.
///
/// # Errors
/// No such set; a file that is not among the templates.
pub(super) fn find<'c>(catalog: &'c Catalog, home: &Path, said: &str) -> Result<&'c Comparison, Error> {
    let known = || catalog.comparisons.keys().cloned().collect::<Vec<_>>().join("、");
    let path = Path::new(said);
    let is_file = path.extension().is_some_and(|ending| ending == "toml");
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = if is_file { stem.as_str() } else { said };
    let own = home.join("templates").join("comparisons").join(format!("{id}.toml"));
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if is_file && path.exists() && real(path) != real(&own) {
        return Err(Error::new("error.compare_elsewhere").with("path", said).with("known", known()));
    }
    let found = catalog.comparisons.get(id);
    found.ok_or_else(|| Error::new("error.compare_set").with("set", said).with("known", known()))
}

/// The set as it is this time: a member without figures of the period brings nothing, and the set says why.
pub(super) fn of_this_time(set: &Comparison, sources: &Sources) -> Comparison {
    let mut set = set.clone();
    for (at, member) in set.members.iter().enumerate() {
        let Some(why) = sources.nothing(&member.source) else { continue };
        for compared in &mut set.indicators {
            let Some(brought) = compared.brought.get_mut(at) else { continue };
            if needs_figures(&brought.what) {
                brought.what = What::Nothing(why.to_owned());
            }
        }
    }
    set
}

/// The set with what members' sources say of values that they do not give.
pub(super) fn lacking(mut set: Comparison, lacks: Vec<Lack>) -> Comparison {
    for (indicator, member, why) in lacks {
        let at = set.members.iter().position(|one| one.id == member);
        let compared = set.indicators.iter_mut().find(|one| one.id == indicator);
        if let Some(brought) = compared.zip(at).and_then(|(compared, at)| compared.brought.get_mut(at)) {
            brought.what = What::Nothing(why);
        }
    }
    set
}

fn needs_figures(what: &What) -> bool {
    let of_source = |pick: &Pick| matches!(pick, Pick::Figure { .. });
    match what {
        What::Value(pick) => of_source(pick),
        What::Per { numerator, denominator, .. } => of_source(numerator) || of_source(denominator),
        What::Nothing(_) => false,
    }
}

/// Whether a member has figures of periods, not only published values.
pub(super) fn is_periodic(source: &MemberSource) -> bool {
    !matches!(source, MemberSource::Published)
}
