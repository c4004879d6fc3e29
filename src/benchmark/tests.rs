//! Every case in which places would mislead, each worked by hand; and a year of invented cities against numpy.
