//! The room of a table shared among its columns.
#![allow(clippy::float_arithmetic)] // Geometry.

/// What a column must and would like to have, padding included, in ems: `text` for its words to stay on one line, `even`
/// to be as wide as columns of like numbers, `ideal` for its head too.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub least: f64,
    pub text: f64,
    pub even: f64,
    pub ideal: f64,
    pub weight: f64,
    /// A column of numbers.
    pub number: bool,
}

/// Columns of numbers are alike when the widest takes at most this much of the narrowest.
const ALIKE: f64 = 1.45;

/// Columns of like numbers wish for the same.
pub fn even(wishes: &mut [Wish]) {
    let mut order: Vec<usize> = (0..wishes.len()).filter(|at| wishes[*at].number).collect();
    order.sort_by(|a, b| wishes[*a].text.total_cmp(&wishes[*b].text));
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let most = wishes[*first].text * ALIKE;
        let count = rest.iter().take_while(|at| wishes[**at].text <= most).count();
        let (alike, others) = rest.split_at(count);
        let greatest = |of: fn(&Wish) -> f64| alike.iter().map(|at| of(&wishes[*at])).fold(0.0, f64::max);
        let (text, ideal, weight) = (greatest(|w| w.text), greatest(|w| w.ideal), greatest(|w| w.weight));
        for at in alike {
            let wish = &mut wishes[*at];
            (wish.even, wish.ideal, wish.weight) = (text, ideal, weight);
        }
        rest = others;
    }
    for wish in wishes {
        wish.even = wish.even.max(wish.text);
        wish.ideal = wish.ideal.max(wish.even);
    }
}

/// Shares the room: what columns must have, then room for words on one line, for columns of like numbers to be of one
/// width, for heads; the rest by weight.
pub fn share(wishes: &[Wish], room: f64) -> Vec<f64> {
    let least: f64 = wishes.iter().map(|w| w.least).sum();
    if wishes.is_empty() || least >= room {
        return wishes.iter().map(|w| w.least * room / least.max(1.0)).collect();
    }
    let mut widths: Vec<f64> = wishes.iter().map(|w| w.least).collect();
    for target in [|w: &Wish| w.text, |w: &Wish| w.even, |w: &Wish| w.ideal] {
        let lacks = |wish: &Wish, have: f64| (target(wish) - have).max(0.0);
        let wanted: f64 = wishes.iter().zip(&widths).map(|(wish, have)| lacks(wish, *have)).sum();
        let spare = room - widths.iter().sum::<f64>();
        let given = if wanted > 0.0 { (spare / wanted).clamp(0.0, 1.0) } else { 0.0 };
        for (wish, width) in wishes.iter().zip(&mut widths) {
            *width += lacks(wish, *width) * given;
        }
    }
    let rest = (room - widths.iter().sum::<f64>()).max(0.0);
    let weights: f64 = wishes.iter().map(|w| w.weight).sum();
    wishes.iter().zip(widths).map(|(w, width)| width + rest * w.weight / weights).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(text: f64, number: bool) -> Wish {
        Wish { least: text.min(5.0), text, even: text, ideal: text, weight: 1.0, number }
    }

    #[test]
    fn like_numbers_have_columns_of_one_width_and_others_their_own() {
        let mut wishes = [wish(10.0, false), wish(4.0, true), wish(5.0, true), wish(9.0, true), wish(2.0, true)];
        even(&mut wishes);
        assert_eq!(wishes.map(|w| w.even), [10.0, 5.0, 5.0, 9.0, 2.0]);
        let widths = share(&wishes, 36.0);
        assert!((widths[1] - widths[2]).abs() < 1e-9 && widths[3] > widths[2] && widths[4] < widths[1]);
        assert!((widths.iter().sum::<f64>() - 36.0).abs() < 1e-9);
    }

    #[test]
    fn where_room_is_short_every_column_has_what_it_must() {
        let mut wishes = [wish(20.0, false), wish(4.0, true), wish(5.0, true)];
        even(&mut wishes);
        let widths = share(&wishes, 16.0);
        assert!(widths[1] >= 4.0 && widths[2] >= 5.0 && widths[0] >= 5.0);
        assert!((widths.iter().sum::<f64>() - 16.0).abs() < 1e-9);
    }
}
