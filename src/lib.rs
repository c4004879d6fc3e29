//! yuebao (月报): the engine of a civil-affairs statistics desk.
//!
//! County returns go in; findings, tables, charts and an official briefing come out, and every
//! printed figure leads back to the cells it came from.
//!
//! ```text
//! desk ── units, register, forms, rules, targets, reports     (templates/, read by `catalog`)
//!  └─ period
//!      ├─ return ── file ── sheet ── cell                     (inputs/, read by `ingest`)
//!      │               └─ fact = region × period × indicator × measure (`facts`)
//!      ├─ figure = a value that may be printed + its trace    (`statistics`)
//!      ├─ finding = what is wrong, where, what to do          (`ingest`, `validation`)
//!      ├─ assessment = a figure against a target              (`assessment`)
//!      ├─ standing = a figure against other members'          (`benchmark`)
//!      └─ edition = document → pages, books, tables           (outputs/, written by `app`)
//! ```
//!
//! # Invariants
//! 1. Only `app` does I/O or knows the date. Same inputs + templates + fonts + previous edition
//!    give the same bytes, whatever the machine, time zone, locale, terminal language, thread
//!    count, or what else ran in the process. Printed dates come from the period and the calendar.
//! 2. Content never aborts a run: `ingest` and `validation` return values *and* findings.
//!    An `Error` is for I/O, arguments and templates.
//! 3. Numbers are exact decimals from the cell to the page; binary floats only in geometry and at
//!    the XLSX cell. Ratios keep numerator and denominator and are rounded once, where shown;
//!    targets are judged unrounded.
//! 4. Missing is never zero; not reported, not applicable, suppressed and unreadable stay apart.
//! 5. Renderers place; they do not compute, round, sort or choose words.
//! 6. Every run of digits in a briefing belongs to a figure, a date, a numbering or a listed
//!    constant; otherwise building the document fails.
//! 7. Ratios of totals, never averages of ratios.
//! 8. A stock is summed over regions and never over months; a flow over both; a level over neither.
//!
//! Deliberately absent: a server, a network client, a clock outside `app`, a second path from a
//! figure to a page.

// Layers: a module imports only those above it in this list (tests/tidy.rs).
pub mod model;

pub mod finding;

pub mod formula;

pub mod catalog;

pub mod facts;

pub mod ingest;

pub mod statistics;

pub mod validation;

pub mod assessment;

pub mod benchmark;

pub mod document;

pub mod demo;

pub mod report;

pub mod canvas;

pub mod fonts;

pub mod chart;

pub mod typeset;

pub mod render;

pub mod app;

pub mod cli;
