//! Rosters: records counted and summed by region, with totals, signatures and empty numbered rows between them, people
//! who stand twice, and columns that nobody may see.

use crate::dirt::{self, Writing};
use crate::sheet::{Case, Drawn, column, indicators, key, number};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use yuebao::model::Decimal;

const REGIONS: [&str; 3] = ["魏都区", "建安区", "鄢陵县"];
const STATES: [&str; 3] = ["正常", "停发", "停发（死亡）"];
const HEADS: [&str; 7] = ["序号", "县市区", "户主", "证件号码", "年龄", "月保障金", "状态"];

#[derive(Clone, Debug)]
struct Record {
    region: usize,
    /// People by number; nothing where the paper was not shown.
    person: Option<u32>,
    age: u32,
    amount: Drawn,
    state: usize,
}

/// What stands between records and is none.
#[derive(Clone, Copy, Debug)]
enum Noise {
    Subtotal,
    Heads,
    Numbered,
    Blank,
}

/// How the form wants it counted.
#[derive(Clone, Copy, Debug)]
struct Wish {
    unique: Option<&'static str>,
    only: bool,
    old: bool,
    lists_totals: bool,
    in_thousands: bool,
    /// The unit stands above the list, once, and not in the head.
    above: bool,
}

pub fn case() -> impl Strategy<Value = Case> {
    let person = prop::option::weighted(0.9, 0_u32..30);
    let record = (0..3_usize, person, 40_u32..80, dirt::drawn(), 0..3_usize)
        .prop_map(|(region, person, age, amount, state)| Record { region, person, age, amount, state });
    let noise = prop::sample::select(vec![Noise::Subtotal, Noise::Heads, Noise::Numbered, Noise::Blank]);
    let rows = prop::collection::vec((record, prop::option::weighted(0.2, noise)), 1..25);
    let unique = prop::sample::select(vec![None, Some("first"), Some("last"), Some("error")]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let wish = (unique, flags).prop_map(|(unique, (only, old, lists_totals, in_thousands, above))| Wish {
        unique,
        only,
        old,
        lists_totals,
        in_thousands,
        above,
    });
    (rows, wish, (0_u32..20, 0_u32..10)).prop_map(|(rows, wish, corner)| draw(&rows, wish, corner))
}

fn draw(rows: &[(Record, Option<Noise>)], wish: Wish, (top, left): (u32, u32)) -> Case {
    let mut case = Case { form: form(wish), fair: vec!["unit.converted"], ..Case::default() };
    case.sheet.text((top, left), "2021年11月低保名册");
    let unit = if wish.in_thousands { "千元" } else { "元" };
    let money = if wish.above { "月保障金".to_owned() } else { format!("月保障金（{unit}）") };
    if wish.above {
        case.sheet.text((top + 1, left), &format!("单位：{unit}"));
    }
    let heads = HEADS.map(|head| if head == "月保障金" { &money } else { head });
    let mut row = top + 2;
    case.sheet.row((row, left), &heads);
    let mut read = Vec::new();
    for (serial, (record, noise)) in rows.iter().enumerate() {
        row += 1;
        let expected = person(&mut case, (row, left), serial, record, wish);
        read.push((record, expected));
        row += 1;
        match noise {
            Some(Noise::Subtotal) => total(&mut case, (row, left), "小计", wish),
            // A head over nothing is no table.
            Some(Noise::Heads) if serial + 1 < rows.len() => case.sheet.row((row, left), &heads),
            Some(Noise::Numbered) => {
                case.sheet.text((row, left), &format!("{}", serial + 900));
                case.must_tell("record.none");
            }
            Some(Noise::Heads | Noise::Blank) => {}
            None => row -= 1,
        }
    }
    total(&mut case, (row + 1, left), "合　计", wish);
    case.sheet.row((row + 2, left), &["制表人：李某", "", "审核：张某", "", "", "2021年12月1日"]);
    case.must_tell("record.none");
    expect(&mut case, &read, wish);
    case
}

/// Writes a record; what its amount is read as, in 元.
fn person(case: &mut Case, (row, left): (u32, u32), serial: usize, record: &Record, wish: Wish) -> Option<Decimal> {
    let name = format!("某甲{serial}");
    let paper = record.person.map(|person| format!("4110021966010{person:05}")).unwrap_or_default();
    case.secrets.push(name.clone());
    case.secrets.extend(record.person.map(|_| paper.clone()));
    let (age, state) = (record.age.to_string(), STATES[record.state]);
    case.sheet.row((row, left), &[&(serial + 1).to_string(), REGIONS[record.region], &name, &paper, &age, "", state]);
    let unit = if wish.in_thousands { "千元" } else { "元" };
    let factor = Decimal::from(if wish.in_thousands { 1000 } else { 1 });
    let (value, writing) = record.amount;
    // 一万 in 千元 may be one of them or ten thousand.
    let writing = if wish.in_thousands && writing == Writing::Chinese { Writing::Number } else { writing };
    let at = (row, left + number(5));
    let was_normalised = case.sheet.is_normalised;
    let read = case.sheet.write(at, (value, writing), unit);
    // An amount that does not count is not looked at.
    case.sheet.is_normalised &= was_normalised || !(wish.only && record.state > 0);
    read.map(|amount| amount * factor)
}

fn total(case: &mut Case, (row, left): (u32, u32), word: &str, wish: Wish) {
    case.sheet.row((row, left), &[word, "", "", "", "", "9999"]);
    if !wish.lists_totals {
        case.must_tell("record.none");
    }
}

/// What the records come to: each region that has one has its sums.
fn expect(case: &mut Case, read: &[(&Record, Option<Decimal>)], wish: Wish) {
    let mut by_person: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, (record, _)) in read.iter().enumerate() {
        if let Some(person) = record.person {
            by_person.entry(person).or_default().push(at);
        }
    }
    // Of records that are one and none of which counts, no sum is known that they would be in.
    let (mut left_out, mut unsure): (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
    for same in by_person.values().filter(|same| wish.unique.is_some() && same.len() > 1) {
        let keeps = match wish.unique {
            Some("first") => same.first(),
            Some("last") => same.last(),
            _ => None,
        };
        left_out.extend(same.iter().filter(|at| Some(*at) != keeps));
        if keeps.is_none() {
            same.iter().skip(1).for_each(|_| case.must_tell("record.duplicate"));
            unsure.extend(same);
        }
    }
    for (region, name) in REGIONS.iter().enumerate().filter(|(r, _)| read.iter().any(|(one, _)| one.region == *r)) {
        let (mut count, mut old, mut sum) = (Some(0), Some(0), Some(Decimal::ZERO));
        for (at, (record, amount)) in read.iter().enumerate().filter(|(_, (one, _))| one.region == region) {
            if wish.only && record.state > 0 {
                continue;
            }
            let is_old = record.age >= 60;
            if unsure.contains(&at) {
                (count, sum) = (None, None);
                old = old.filter(|_| !is_old);
            }
            if left_out.contains(&at) {
                continue;
            }
            count = count.map(|count: i64| count + 1);
            old = old.map(|old: i64| old + i64::from(is_old));
            sum = sum.zip(*amount).map(|(sum, amount)| sum + amount);
        }
        let values = &mut case.sheet.values;
        values.insert(key(name, "低保户数", "stock"), count.map(Decimal::from));
        values.insert(key(name, "月保障金", "month"), sum.map(|sum| sum.normalize()));
        if wish.old {
            values.insert(key(name, "老年户数", "stock"), old.map(Decimal::from));
        }
    }
}

fn form(wish: Wish) -> String {
    let names = [("低保户数", "stock", "户"), ("老年户数", "stock", "户"), ("月保障金", "flow", "元")];
    let mut form = String::from("ignored_columns = [\"序号\", \"年龄\", \"状态\"]\n") + &indicators(&names);
    form += "[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"县市区\"]\n";
    if wish.only {
        form += "only = [{ heads = [\"状态\"], not = [\"停发*\"] }]\n";
    }
    if let Some(policy) = wish.unique {
        form += &format!("unique = [\"证件号码\"]\nduplicates = \"{policy}\"\n");
    }
    if wish.lists_totals {
        form += "totals = [\"合计\"]\nsubtotals = [\"小计\"]\n";
    }
    form += &column("县市区", "gives = \"region\"");
    form += &column("户主", "personal = true");
    form += &column("证件号码", "personal = true");
    form += "[[tables.aggregates]]\nindicator = \"低保户数\"\ncount = true\n";
    if wish.old {
        form += "[[tables.aggregates]]\nindicator = \"老年户数\"\ncount = true\n";
        form += "only = [{ heads = [\"年龄\"], at_least = 60 }]\n";
    }
    form + "[[tables.aggregates]]\nindicator = \"月保障金\"\nmeasure = \"本月\"\nsum = [\"月保障金\"]\n"
}
