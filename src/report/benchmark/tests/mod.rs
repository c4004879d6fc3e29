//! Pages of small sets, and of the sets that come with the program.

mod page;
mod tables;
mod world;
