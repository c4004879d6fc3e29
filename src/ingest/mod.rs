//! Workbook → grid → bound by form → facts; and the register of expected returns.

mod bind;
mod cell;
mod cover;
mod date_text;
mod file;
mod header;
mod identity;
mod ledger;
pub(crate) mod near;
mod number;
mod register;
mod scope;
mod table;
mod workbook;

pub use date_text::month as month_of_text;
pub use file::{FileReading, read};
pub use ledger::LedgerRow;
pub use register::{FileRecord, FileState, ReturnRecord, ReturnState, Returns, assemble, due};
pub use scope::InputFile;
pub use workbook::{Content, Format, Grid, GridCell, Merge, OutOfTime, Refusal, Workbook, read as read_workbook};
