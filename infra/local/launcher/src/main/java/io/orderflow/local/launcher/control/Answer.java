package io.orderflow.local.launcher.control;

/** A launcher's answer to a request; on the wire the first line is the outcome, the rest is the text. */
record Answer(boolean ok, String text) {

    static Answer done(String text) {
        return new Answer(true, text);
    }

    static Answer refused(String text) {
        return new Answer(false, text);
    }

    static Answer parse(String wire) {
        String[] parts = wire.split("\n", 2);
        return new Answer(
                parts[0].equals("done"), parts.length < 2 ? "The launcher ended before it answered." : parts[1]);
    }

    String wire() {
        return (ok ? "done" : "refused") + "\n" + text;
    }
}
