//! Small numbers are hidden, and nothing that is printed gives them away.

use super::*;
use proptest::prelude::*;

const BELOW: u32 = 5;

fn month(number: u8) -> Period {
    Period::Month(Month::new(2021, number).unwrap())
}

fn int(value: i64) -> Exact {
    Exact::from_int(value)
}

/// Units and their total, month by month: `flows[unit][month]`, with cumulatives when asked for.
struct Table {
    numbers: Vec<Number>,
    sums: Vec<Sum>,
}

impl Table {
    fn new(flows: &[Vec<i64>], cumulative: bool) -> Self {
        let mut table = Self { numbers: Vec::new(), sums: Vec::new() };
        let months = flows.first().map_or(0, Vec::len);
        let measures = if cumulative { &[Measure::Month, Measure::Ytd][..] } else { &[Measure::Stock] };
        for at in 0..months {
            for measure in measures {
                let of = |flow: &Vec<i64>| match measure {
                    Measure::Ytd => flow[..=at].iter().sum::<i64>(),
                    _ => flow[at],
                };
                let values: Vec<i64> = flows.iter().map(of).collect();
                let first = table.numbers.len();
                let rows = std::iter::once(values.iter().sum::<i64>()).chain(values.iter().copied());
                for (row, value) in rows.enumerate() {
                    let period = month(u8::try_from(at + 1).unwrap());
                    table.numbers.push(Number {
                        row,
                        is_total: row == 0,
                        measure: *measure,
                        period,
                        value: int(value),
                    });
                }
                table.sums.push(Sum { total: Some(first), parts: (first + 1..=first + flows.len()).collect() });
            }
        }
        table
    }
    fn hidden(&self) -> BTreeSet<usize> {
        hide(&self.numbers, &self.sums, BELOW)
    }
    /// Rows and months hidden of a measure.
    fn of(&self, measure: Measure) -> Vec<(usize, u8)> {
        let hidden = self.hidden();
        let found = hidden.iter().map(|at| &self.numbers[*at]).filter(|number| number.measure == measure);
        found.map(|number| (number.row, number.period.last_month().number())).collect()
    }
    /// The equations anyone can write down, over all numbers: dense, by other means than the code under test.
    fn equations(&self) -> Vec<Vec<i64>> {
        let width = self.numbers.len();
        let mut all = Vec::new();
        for sum in &self.sums {
            let mut row = vec![0; width];
            sum.parts.iter().for_each(|at| row[*at] = 1);
            sum.total.iter().for_each(|at| row[*at] = -1);
            all.push(row);
        }
        let find = |row: usize, measure: Measure, period: Period| {
            self.numbers.iter().position(|n| n.row == row && n.measure == measure && n.period == period)
        };
        for (at, number) in self.numbers.iter().enumerate().filter(|(_, n)| n.measure == Measure::Ytd) {
            let mut row = vec![0; width];
            row[at] = -1;
            row[find(number.row, Measure::Month, number.period).unwrap()] = 1;
            if let Some(before) = number.period.previous_in_year() {
                row[find(number.row, Measure::Ytd, before).unwrap()] = 1;
            }
            all.push(row);
        }
        all
    }
}

/// Whether a hidden number follows from the others: then its axis is in the space of the rows, and adding it to them
/// makes that space no larger.
fn follows(equations: &[Vec<i64>], hidden: &BTreeSet<usize>, at: usize) -> bool {
    let narrow: Vec<Vec<i64>> =
        equations.iter().map(|row| hidden.iter().map(|column| row[*column]).collect()).collect();
    let axis: Vec<i64> = hidden.iter().map(|column| i64::from(*column == at)).collect();
    let rank_before = rank(narrow.clone());
    rank(narrow.into_iter().chain([axis]).collect()) == rank_before
}

/// Over the field of a small prime, row by row.
fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    const P: i64 = 1_000_003;
    let inverse = |number: i64| {
        let (mut made, mut base, mut power) = (1, number, P - 2);
        while power > 0 {
            made = if power % 2 == 1 { made * base % P } else { made };
            (base, power) = (base * base % P, power / 2);
        }
        made
    };
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(at) = (rank..rows.len()).find(|row| rows[*row][column].rem_euclid(P) != 0) else { continue };
        rows.swap(rank, at);
        let lead = rows[rank][column].rem_euclid(P);
        let scale = inverse(lead);
        let pivot: Vec<i64> = rows[rank].iter().map(|value| value.rem_euclid(P) * scale % P).collect();
        rows[rank].clone_from(&pivot);
        for row in rows.iter_mut().skip(rank + 1) {
            let times = row[column].rem_euclid(P);
            if times != 0 {
                *row = row.iter().zip(&pivot).map(|(a, b)| (a - times * b % P).rem_euclid(P)).collect();
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn a_number_hidden_alone_takes_the_next_smallest_with_it() {
    let table = Table::new(&[vec![3], vec![40], vec![12], vec![0]], false);
    assert_eq!(table.of(Measure::Stock), [(1, 1), (3, 1)]);
    // Two small ones hide each other; zeros and the total are printed.
    assert_eq!(Table::new(&[vec![3], vec![40], vec![2], vec![0]], false).of(Measure::Stock), [(1, 1), (3, 1)]);
    assert!(Table::new(&[vec![5], vec![0], vec![7]], false).hidden().is_empty());
}

#[test]
fn where_nothing_else_is_above_zero_a_zero_goes_and_at_last_the_total() {
    assert_eq!(Table::new(&[vec![3], vec![0], vec![0]], false).of(Measure::Stock), [(1, 1), (2, 1)]);
    assert_eq!(Table::new(&[vec![3]], false).of(Measure::Stock), [(0, 1), (1, 1)]);
}

#[test]
fn ones_only_are_told_by_their_sum() {
    assert_eq!(Table::new(&[vec![1], vec![1], vec![30], vec![9]], false).of(Measure::Stock), [(1, 1), (2, 1), (4, 1)]);
    let fours = Table::new(&[vec![4], vec![4], vec![4], vec![9], vec![30]], false);
    assert_eq!(fours.of(Measure::Stock).len(), 4);
}

#[test]
fn a_month_is_not_told_by_its_cumulatives() {
    let table = Table::new(&[vec![20, 3, 30], vec![25, 8, 35], vec![50, 60, 70]], true);
    // The second month of two units, their cumulatives then, and their third months, which would lead back.
    assert_eq!(table.of(Measure::Month), [(1, 2), (2, 2), (1, 3), (2, 3)]);
    assert_eq!(table.of(Measure::Ytd), [(1, 2), (2, 2)]);
}

#[test]
fn a_quarter_is_not_told_by_its_months() {
    let mut table = Table::new(&[vec![20, 30, 3], vec![25, 35, 8], vec![50, 60, 70]], true);
    let first = table.numbers.len();
    for (row, value) in [(0, 301), (1, 53), (2, 68), (3, 180)] {
        let period = Period::Quarter(2021, 1);
        table.numbers.push(Number { row, is_total: row == 0, measure: Measure::Month, period, value: int(value) });
    }
    table.sums.push(Sum { total: Some(first), parts: (first + 1..first + 4).collect() });
    assert!([first + 1, first + 2].iter().all(|at| table.hidden().contains(at)));
    assert!(!table.hidden().contains(&first) && !table.hidden().contains(&(first + 3)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_hidden_follows_from_what_is_printed(
        flows in (2_usize..6, 1_usize..6).prop_flat_map(|(units, months)| {
            prop::collection::vec(prop::collection::vec(prop_oneof![0_i64..8, 0_i64..60], months), units)
        }),
        cumulative in any::<bool>(),
    ) {
        let table = Table::new(&flows, cumulative);
        let hidden = table.hidden();
        for (at, number) in table.numbers.iter().enumerate() {
            let small = !number.is_total && number.value > int(0) && number.value < int(i64::from(BELOW));
            prop_assert!(!small || hidden.contains(&at), "{number:?} is printed");
        }
        let equations = table.equations();
        for at in &hidden {
            prop_assert!(!follows(&equations, &hidden, *at), "{:?} follows: {flows:?}", table.numbers[*at]);
        }
        for sum in &table.sums {
            prop_assert_ne!(sum.parts.iter().filter(|at| hidden.contains(at)).count(), 1);
        }
    }

    #[test]
    fn what_a_month_printed_is_not_hidden_later(
        flows in prop::collection::vec(prop::collection::vec(prop_oneof![0_i64..8, 0_i64..60], 5), 2..6),
        until in 1_usize..5,
    ) {
        let cut: Vec<Vec<i64>> = flows.iter().map(|flow| flow[..until].to_vec()).collect();
        let (early, late) = (Table::new(&cut, true), Table::new(&flows, true));
        let so_far: BTreeSet<usize> = late.hidden().into_iter().filter(|at| *at < early.numbers.len()).collect();
        prop_assert_eq!(early.hidden(), so_far);
    }
}
