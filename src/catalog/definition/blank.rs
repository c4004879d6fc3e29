//! What a blank form carries beside the form itself, known to the program that makes it and to the one that reads it
//! back.

/// The head of the column that says in words what does not agree.
pub const CHECK_HEAD: &str = "校验";
/// The head of the column that shows the month before: a flow's cumulative, a stock at its end.
pub const REFERENCE_HEAD: &str = "上月累计或期末（参考）";
/// The same in a ledger, which shows a goal and what was done.
pub const REFERENCE_GOAL_HEAD: &str = "上月目标（参考）";
pub const REFERENCE_DONE_HEAD: &str = "上月完成（参考）";
/// The head of the column for remarks.
pub const REMARK_HEAD: &str = "备注";
/// The head of the column that numbers a ledger's lines.
pub const NUMBER_HEAD: &str = "序号";

/// Heads that no form has to name: what stands under them is never read as a value.
pub const HEADS_OF_BLANKS: [&str; 6] =
    [CHECK_HEAD, REFERENCE_HEAD, REFERENCE_GOAL_HEAD, REFERENCE_DONE_HEAD, REMARK_HEAD, NUMBER_HEAD];

/// The sheet that says what a blank form is, hidden from its user: keys in the first column, values in the second.
pub const IDENTITY_SHEET: &str = "_yuebao";
pub const KEY_DESK: &str = "desk";
pub const KEY_UNIT: &str = "unit";
pub const KEY_PERIOD: &str = "period";
pub const KEY_TOOL: &str = "tool";
/// Before a form's id; the value is the form's version.
pub const KEY_FORM: &str = "form:";
