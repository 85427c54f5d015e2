package io.orderflow.seckill.admit;

/** The admission of customers to one sale's epoch, in this instance. */
record EpochAdmission(int epoch, AdmissionBatcher batcher, SoldOut soldOut) {}
