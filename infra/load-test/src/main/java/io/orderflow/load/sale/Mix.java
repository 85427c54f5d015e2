package io.orderflow.load.sale;

/** Of every hundred requests, how many repeat an earlier one, and how many are forged; the others are new. */
public record Mix(int repeaters, int forged) {

    public static final Mix ALL_NEW = new Mix(0, 0);

    public Mix {
        if (repeaters < 0 || forged < 0 || repeaters + forged > 100) {
            throw new IllegalArgumentException("Repeaters and forged are 0 to 100 percent, together at most 100");
        }
    }
}
