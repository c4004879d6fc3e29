//! What an edition of a comparison holds, and the manifest that lists it.

use super::Run;
use super::sources::Sources;
use crate::app::Error;
use crate::app::edition::{Asked, Input, Manifest, Output};
use crate::app::press::Press;
use crate::catalog::{Comparison, Pick, PublishedValue, What};
use crate::document::Document;
use std::collections::BTreeMap;

impl Run<'_> {
    pub(super) fn outputs(&self, document: &Document, press: &Press) -> Result<Vec<Output>, Error> {
        let mut outputs = Vec::from(press.report(document, self.as_of, "briefing")?);
        outputs.extend([self.tables(press, document)?, self.data(document)?, self.figures_csv()]);
        outputs.extend(press.charts(document)?);
        let values = self.observed.iter().filter_map(|one| one.value.as_ref());
        let figures = self.benchmark.figures.iter().map(|figure| &figure.key);
        let printed = document.figures();
        let trace = self.pool.trace(&self.book, values.chain(figures).chain(&self.made).chain(printed));
        let path = "trace.json".to_owned();
        outputs.push(Output { kind: "trace.json".into(), path, bytes: trace.bytes().into() });
        Ok(outputs)
    }

    /// The manifest, its edition and outputs still open.
    pub(super) fn manifest(&self, press: &Press) -> Manifest {
        Manifest {
            tool: format!("yuebao {}", env!("CARGO_PKG_VERSION")),
            desk: self.set.id.clone(),
            period: self.named(),
            edition: 0,
            state: if self.drafts().is_empty() { "final" } else { "draft" }.to_owned(),
            as_of: self.as_of.to_string(),
            asked: Asked::default(),
            template_hash: self.catalog.hash.clone(),
            fonts: press.faces(),
            inputs: inputs(&self.set, &self.sources),
            folders: Vec::new(),
            outputs: Vec::new(),
            previous: None,
        }
    }
}

/// The returns of the desks, the files of other cities, the published tables.
fn inputs(set: &Comparison, sources: &Sources) -> Vec<Input> {
    let mut all: Vec<Input> = sources.desks().flat_map(super::desk::DeskNumbers::inputs).collect();
    let given = |path: &str, sha256: &str| Input {
        path: path.to_owned(),
        sha256: sha256.to_owned(),
        region_code: None,
        state: "effective".to_owned(),
    };
    all.extend(sources.files.values().map(|file| given(&file.path, &file.sha256)));
    let tables: BTreeMap<&str, &str> =
        published(set).map(|value| (value.file.as_str(), value.sha256.as_str())).collect();
    all.extend(tables.into_iter().map(|(path, sha256)| given(path, sha256)));
    all
}

/// The published values of a set.
fn published(set: &Comparison) -> impl Iterator<Item = &PublishedValue> {
    fn of(pick: &Pick) -> Option<&PublishedValue> {
        match pick {
            Pick::Published(value) => Some(value),
            Pick::Figure { .. } => None,
        }
    }
    let brought = set.indicators.iter().flat_map(|compared| &compared.brought);
    brought
        .flat_map(|brought| match &brought.what {
            What::Value(pick) => [of(pick), None],
            What::Per { numerator, denominator, .. } => [of(numerator), of(denominator)],
            What::Nothing(_) => [None, None],
        })
        .flatten()
}
