//! Every case in which places would mislead, each worked by hand; and invented cities against numpy.

mod apart;
mod certain;
mod days;
mod gaps;
mod numpy;
mod ranks;
mod steps;
mod world;
