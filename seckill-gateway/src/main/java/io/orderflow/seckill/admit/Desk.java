package io.orderflow.seckill.admit;

/** Where customers of one sale's epoch are attended to, in this instance. */
record Desk(int epoch, Combiner combiner, SoldOut soldOut) {}
