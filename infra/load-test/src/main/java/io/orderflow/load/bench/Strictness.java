package io.orderflow.load.bench;

/** How far below its floor a figure may be. */
enum Strictness {
    WHOLE,
    /** A quick look on any machine: a fall by half is found, not more. */
    HALF
}
