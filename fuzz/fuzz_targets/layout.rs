//! The target `layout`; what it does is in ../entries.
#![no_main]

#[path = "../entries/mod.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|data: &[u8]| entries::target("layout")(data));
