package io.orderflow.dashboard.home;

import io.orderflow.dashboard.page.Texts;

/** One thing to look at, to know whether all is well. Every bean of this type is shown on the first page. */
public interface HealthCheck {

    /** From what is known; waits for nothing longer than a page may take. */
    Reading now(Texts texts);

    /**
     * @param name what was looked at
     * @param sentence how it stands, with the figures
     * @param link to the page with more
     */
    record Reading(String name, Light light, String sentence, String link) {}

    /** From good to bad. */
    enum Light {
        OK("light-ok"),
        /** Still settling, but nothing is broken. */
        SETTLING("light-settling"),
        /** Could not be looked at. */
        UNKNOWN("light-unknown"),
        BAD("light-bad");

        private final String style;

        Light(String style) {
            this.style = style;
        }

        /** The class of what shows it, and the key of its name among the texts of home. */
        public String style() {
            return style;
        }
    }
}
