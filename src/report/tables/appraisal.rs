//! The scores of the units, best first: what each item gave, what was taken and added.

use super::cells::{Seen, column, table as make, text};
use crate::assessment::appraisal::{Appraised, Scored};
use crate::catalog::Appraisal;
use crate::document::{Align, Band, Column, Inline, Row, RowKind, Table};
use crate::model::{IndicatorId, Measure};
use crate::report::input::World;
use crate::report::{headline, mark, words};

pub(super) fn table(world: &World) -> Table {
    let found = world.appraised.as_ref();
    let Some((appraised, scheme)) = found.and_then(|a| Some((a, world.catalog.appraisals.get(&a.scheme)?))) else {
        let note = headline::read("本期没有考评办法，不评分。");
        return make("考评得分", String::new(), vec![column(&["单位"], Align::Left, 16)], Vec::new(), vec![note]);
    };
    let mut seen = Seen::default();
    let mut order: Vec<&Scored> = appraised.scores.iter().collect();
    // Of equals in the desk's order; those without a place last.
    order.sort_by_key(|scored| scored.place.unwrap_or(i64::MAX));
    let rows = order.iter().map(|scored| row(world, appraised, scheme, scored, &mut seen)).collect();
    let mut notes = notes(scheme);
    notes.extend(remarks(world, &order));
    notes.extend(seen.notes(world));
    make("考评得分", "单位：分".to_owned(), columns(scheme), rows, notes)
}

fn columns(scheme: &Appraisal) -> Vec<Column> {
    let mut columns = vec![column(&["位次"], Align::Number, 7), column(&["单位"], Align::Left, 16)];
    let number = |head: &str| column(&[head], Align::Number, 10);
    columns.extend(scheme.items.iter().map(|item| column(&["各项得分", &item.words], Align::Number, 10)));
    columns.extend(scheme.deductions.iter().map(|one| column(&["扣分", &one.words], Align::Number, 10)));
    columns.extend(scheme.bonuses.iter().map(|one| column(&["加分", &one.words], Align::Number, 10)));
    columns.extend(scheme.carried.map(|carried| number(&format!("各{}平均", carried.of.name()))));
    columns.extend([number("得分"), column(&["等次"], Align::Center, 10)]);
    columns
}

fn row(world: &World, appraised: &Appraised, scheme: &Appraisal, scored: &Scored, seen: &mut Seen) -> Row {
    let mut cell = |id: &str, measure| seen.figure(world, &scored.region, &IndicatorId::new(id), measure);
    let own = |id: &str| format!("{}.{id}", scheme.id);
    let mut cells = vec![cell(&scheme.id, Measure::Rank), text(world.region_name(&scored.region))];
    let ids = scheme.items.iter().map(|item| &item.id);
    let ids = ids.chain(scheme.deductions.iter().map(|one| &one.id)).chain(scheme.bonuses.iter().map(|one| &one.id));
    cells.extend(ids.map(|id| cell(&own(id), Measure::Points)));
    cells.extend(scheme.carried.map(|_| cell(&own(Appraised::CARRIED), Measure::Score)));
    cells.push(cell(&appraised.scheme, Measure::Score));
    let mut band = text(scored.band.clone());
    band.band = Band::None;
    cells.push(band);
    Row { kind: RowKind::Item, cells }
}

fn notes(scheme: &Appraisal) -> Vec<Vec<Inline>> {
    let bands: Vec<String> = scheme
        .bands
        .iter()
        .map(|band| format!("{}分以上{}", mark::number(band.from.normalize()), mark::name(&band.name)))
        .collect();
    let full = mark::number(scheme.full().normalize());
    let words = format!("按《{}》评分，满分{full}；{}。", mark::name(&scheme.name), bands.join("，"));
    let how = "各项得分为分值乘以完成比（实际与序时应达之比）；没有的、不能计分的目标不计，按其余目标折算。";
    vec![headline::read(&words), headline::read(how)]
}

/// Each remark once, with all units it is made of.
fn remarks(world: &World, scores: &[&Scored]) -> Vec<Vec<Inline>> {
    let mut all: Vec<&String> = Vec::new();
    for remark in scores.iter().flat_map(|scored| &scored.remarks) {
        if !all.contains(&remark) {
            all.push(remark);
        }
    }
    let note = |remark: &String| {
        let of = scores.iter().filter(|scored| scored.remarks.contains(remark));
        let names = words::list(of.map(|scored| mark::name(&world.region_name(&scored.region))));
        headline::read(&format!("{}：{names}。", mark::name(remark)))
    };
    all.into_iter().map(note).collect()
}
