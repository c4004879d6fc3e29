//! A sheet held against the forms: which it would be read by.

use super::Context;
use super::view::{Holder, SheetForm};
use crate::catalog::Form;
use crate::ingest::bind::{self, Tie};
use crate::ingest::layout::{self, Base, Sheet};
use crate::ingest::loose;
use crate::ingest::workbook::Grid;

/// A sheet with more cells is a list, and like no form of sums.
const SMALL: usize = 20_000;

/// The form a sheet would be read by, and by what it is known.
pub fn form<'a>(context: &Context<'a>, grid: &Grid) -> Option<(&'a Form, Holder)> {
    if grid.cells.is_empty() {
        return None;
    }
    if let Some(by_name) = context.asked {
        let form = context.forms.first().copied()?;
        let holder = if by_name { Holder::Name } else { Holder::Heads };
        return with(context, form, grid, |sheet| loose::is_meant(sheet, by_name)).then_some((form, holder));
    }
    let tied = context.forms.iter().filter_map(|form| Some((*form, bind::tie(&context.scope, form, grid)?)));
    if let Some((form, tie)) = tied.min_by_key(|(_, tie)| *tie) {
        let holder = match tie {
            Tie::Name => Holder::Name,
            Tie::Inside => Holder::Inside,
            Tie::Labels => Holder::Labels,
        };
        return Some((form, holder));
    }
    let free = context.forms.iter().filter(|form| form.sheets.is_empty());
    free.copied()
        .find(|form| with(context, form, grid, |sheet| loose::is_meant(sheet, false)))
        .map(|form| (form, Holder::Heads))
}

/// A form that most rows of the sheet answer, although neither name nor number of the sheet are its.
pub fn like(context: &Context<'_>, grid: &Grid) -> Option<SheetForm> {
    if grid.cells.len() > SMALL {
        return None;
    }
    let answers = |form: &Form| {
        with(context, form, grid, |sheet| {
            let rows = layout::survey(sheet).into_iter().map(|block| (block.rows.indicators, block.rows.unknown));
            rows.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
        })
    };
    let all = context.forms.iter().map(|form| (answers(form), *form));
    let ((known, unknown), form) = all.max_by_key(|((known, _), _)| *known)?;
    (known > 2 && known > unknown).then(|| SheetForm {
        id: form.id.clone(),
        title: form.title.clone(),
        by: Holder::Heads,
    })
}

fn with<T>(context: &Context<'_>, form: &Form, grid: &Grid, ask: impl Fn(&Sheet<'_>) -> T) -> T {
    let base = Base::default();
    let names = &context.names;
    ask(&Sheet { scope: context.scope, form, grid, names, base: &base, unit: None })
}
