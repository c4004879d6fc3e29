//! What a table says about its sums: which numbers are printed otherwise than rounded so that parts add up, which totals
//! could not be treated so, and, where a desk wants it, that parts do not add up.

use crate::catalog::Kind;
use crate::document::Inline;
use crate::model::{Decimal, FigureKey, Operand};
use crate::report::input::World;
use crate::report::{headline, mark, words};
use crate::statistics::{Balance, Outcome};
use std::collections::BTreeSet;

/// The notes of a table that prints these figures.
pub fn notes(world: &World, printed: &[FigureKey]) -> Vec<Vec<Inline>> {
    let here: BTreeSet<String> = printed.iter().map(ToString::to_string).collect();
    let has = |key: &FigureKey| here.contains(&key.to_string());
    let mut notes: Vec<Vec<Inline>> = adjusted(world, printed).into_iter().collect();
    // Of a table that prints the total alone there is nothing to say.
    let concerned = |balance: &&Balance| has(&balance.whole) && balance.parts.iter().any(has);
    let not = world.book().balances().iter().filter(concerned).filter_map(|balance| match &balance.outcome {
        Outcome::Not(why) => Some(format!("{}{}", named(world, &balance.whole), why.name())),
        Outcome::Balanced(_) => None,
    });
    let not: Vec<String> = not.collect();
    if !not.is_empty() {
        notes.push(headline::read(&format!("未作舍位平衡的合计：{}。", not.join("；"))));
    }
    if let Some(note) = world.desk.printing.unbalanced_note.as_ref()
        && printed.iter().any(|key| is_uneven(world, key, &has))
    {
        notes.push(headline::read(note));
    }
    notes
}

fn named(world: &World, key: &FigureKey) -> String {
    let indicator = world.indicator(&key.indicator).map_or_else(|| key.indicator.to_string(), |i| i.name.clone());
    format!("{}{}（{}）", mark::name(&world.region_name(&key.region)), mark::name(&indicator), key.measure.name())
}

fn adjusted(world: &World, printed: &[FigureKey]) -> Option<Vec<Inline>> {
    let mut once = BTreeSet::new();
    let said = printed.iter().filter(|key| once.insert(key.to_string())).filter_map(|key| {
        let one = world.book().adjusted(key)?;
        let printed = mark::figure(key, &one.printed.to_string());
        Some(format!("{}由{}调为{printed}", named(world, key), mark::number(one.rounded)))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty())
        .then(|| headline::read(&format!("为使分项之和等于合计，按舍位平衡调整末位：{}。", words::list(said))))
}

/// A total all of whose units are printed beside it, and do not add up as printed.
fn is_uneven(world: &World, key: &FigureKey, has: &dyn Fn(&FigureKey) -> bool) -> bool {
    let summed = world.indicator(&key.indicator).is_some_and(|i| matches!(i.kind, Kind::Flow | Kind::Stock));
    let Some(total) = world.book().find(key).filter(|f| summed && f.key.region == world.desk.region) else {
        return false;
    };
    let mut sum = Decimal::ZERO;
    let mut parts = 0;
    for operand in &total.trace.operands {
        let Operand::Figure(part) = operand else { return false };
        if part.indicator != key.indicator || part.measure != key.measure || !has(part) {
            return false;
        }
        let Some(figure) = world.book().find(part) else { return false };
        // One without a number is not in the total either.
        sum += world.book().shown(figure).parse().unwrap_or(Decimal::ZERO);
        parts += 1;
    }
    parts > 0 && world.book().shown(total).parse::<Decimal>().is_ok_and(|shown| shown != sum)
}
