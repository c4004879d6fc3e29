//! The expression language of rules and targets: lex, parse, print. No evaluation here.
//!
//! ```text
//! 若 死亡人数[本月] > 0 则 0 <= 火化遗体数[本月] <= 死亡人数[本月]
//! $x[本年累计] = $x[本年累计]@上月 + $x[本月]
//! round(火化遗体数 / 死亡人数 × 100, 2) = 火化率
//! 死亡人数[本月] = 下级合计 《表4》死亡人数[本月]
//! 10000[元/万元] * 低保资金支出[本月] / 低保人数合计[期末] <= 2000[元/人]
//! ```
//!
//! - Names are written bare when they are letters, digits (not first), `.` (inside), `_`, `·`,
//!   `：`, `“”`, and pairs of full-width brackets within the name (`乡镇（街道）社工站`); any other
//!   name stands in `「…」` or in backquotes, where a doubled closing mark means itself.
//! - A full-width bracket belongs to a name when it follows one without a space and closes before
//!   anything but letters, digits and `、：“”·_`; everywhere else it groups. After a word of the
//!   language (`若（`, `round（`) it always groups.
//! - A reference is, in this order: `下级合计` or `sum over children`, `各单位合计` or `sum over units`, a form as
//!   `《表1》` or `table1!`, the name, a measure in `[…]`, a shift behind `@`; all but the name may be absent.
//! - A number may carry its unit in `[…]`.
//! - The words are `and or not if then` or `且 或 非 若 则`, `下级合计` and `各单位合计`; a word ends where its letters
//!   end, so a space stands between a Chinese word and a name.
//! - Loosest to tightest: `if … then …`, `or`, `and`, `not`, comparisons (they chain), `+ -`,
//!   `* /`, sign.

mod ast;
mod error;
mod lexer;
mod parser;
mod printer;
mod sentence;
mod walk;

pub use ast::{Binary, Compare, Expr, Function, Reference, Scope, Shift};
pub use error::FormulaError;
pub use parser::{parse, parse_reference, reference_places};
pub use sentence::Speech;

#[cfg(test)]
mod tests;
