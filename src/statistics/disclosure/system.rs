//! Which unknowns a set of linear equations fixes.

use std::collections::{BTreeMap, BTreeSet};

/// A prime: eliminating in its field needs no fractions. Coefficients are 1 and −1, and the determinants of so small a
/// system are far from its multiples.
const PRIME: u128 = (1 << 61) - 1;

/// An equation by its unknowns; what it is equal to does not matter.
type Equation = BTreeMap<usize, u128>;

fn inverse(number: u128) -> u128 {
    // Fermat: a to the power of p − 2.
    let (mut base, mut power, mut made) = (number, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            made = made * base % PRIME;
        }
        base = base * base % PRIME;
        power >>= 1;
    }
    made
}

/// `into − times × from`
fn subtract(into: &mut Equation, from: &Equation, times: u128) {
    for (unknown, coefficient) in from {
        let slot = into.entry(*unknown).or_insert(0);
        *slot = (*slot + PRIME - times * coefficient % PRIME) % PRIME;
        if *slot == 0 {
            into.remove(unknown);
        }
    }
}

/// The unknowns that the equations leave no choice: brought to their simplest form, one of them is about each alone.
pub(super) fn determined(equations: impl Iterator<Item = BTreeMap<usize, i8>>) -> BTreeSet<usize> {
    // By the unknown each stands for; no other has it.
    let mut solved: BTreeMap<usize, Equation> = BTreeMap::new();
    for equation in equations {
        let sign = |coefficient: i8| if coefficient < 0 { PRIME - 1 } else { 1 };
        let mut rest: Equation = equation.into_iter().map(|(unknown, c)| (unknown, sign(c))).collect();
        let known: Vec<usize> = rest.keys().copied().filter(|unknown| solved.contains_key(unknown)).collect();
        for unknown in known {
            if let (Some(times), Some(by)) = (rest.get(&unknown).copied(), solved.get(&unknown)) {
                subtract(&mut rest, by, times);
            }
        }
        let Some((pivot, first)) = rest.iter().next().map(|(unknown, c)| (*unknown, *c)) else { continue };
        let scale = inverse(first);
        rest.values_mut().for_each(|c| *c = *c * scale % PRIME);
        for other in solved.values_mut() {
            if let Some(times) = other.get(&pivot).copied() {
                subtract(other, &rest, times);
            }
        }
        solved.insert(pivot, rest);
    }
    solved.into_iter().filter(|(_, equation)| equation.len() == 1).map(|(unknown, _)| unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(equations: &[&[(usize, i8)]]) -> Vec<usize> {
        determined(equations.iter().map(|terms| terms.iter().copied().collect())).into_iter().collect()
    }

    #[test]
    fn an_unknown_is_fixed_alone_or_by_several_equations_together() {
        assert_eq!(of(&[&[(3, 1)]]), [3]);
        assert!(of(&[&[(1, 1), (2, 1)]]).is_empty());
        assert_eq!(of(&[&[(1, 1), (2, 1)], &[(1, 1), (2, -1)]]), [1, 2]);
        // A rectangle leaves one choice for all four.
        assert!(of(&[&[(1, 1), (2, 1)], &[(3, 1), (4, 1)], &[(1, 1), (3, 1)], &[(2, 1), (4, 1)]]).is_empty());
        // A bridge between two rectangles is fixed although no equation has it alone.
        let two = [
            &[(1, 1), (2, 1)][..],
            &[(1, 1), (3, 1)],
            &[(2, 1), (4, 1)],
            &[(3, 1), (4, 1), (5, 1)],
            &[(5, 1), (6, 1), (7, 1)],
            &[(6, 1), (8, 1)],
            &[(7, 1), (9, 1)],
            &[(8, 1), (9, 1)],
        ];
        assert_eq!(of(&two), [5]);
    }
}
