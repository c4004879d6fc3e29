//! The layers of the main package that a file of someone else's goes through, and no others: what comes after them
//! (tables of facts, pages, fonts) takes a quarter of an hour to build for fuzzing, and no input reaches it.
//! A layer knows only those above it, so the first ones stand by themselves. Bears the name of the main package, so
//! that the entries are the same text here and there.

#[path = "../src/model/mod.rs"]
pub mod model;

#[path = "../src/finding/mod.rs"]
pub mod finding;

#[path = "../src/formula/mod.rs"]
pub mod formula;

#[path = "../src/catalog/mod.rs"]
pub mod catalog;

#[path = "../src/ingest/mod.rs"]
pub mod ingest;
