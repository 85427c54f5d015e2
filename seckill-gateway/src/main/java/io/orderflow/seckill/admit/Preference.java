package io.orderflow.seckill.admit;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client prefers to read. */
final class Preference {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private Preference() {}

    /** A page only for clients that prefer it to JSON, as browsers do. */
    static boolean isForHtml(@Nullable String accept) {
        return accept != null
                && !accept.equals("*/*")
                && !accept.equals("application/json")
                && quality(accept, "text", "html")
                        > Math.max(
                                quality(accept, "application", "json"), quality(accept, "application", "problem+json"));
    }

    /** English unless Chinese is preferred. */
    static Locale language(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || !acceptLanguage.toLowerCase(Locale.ROOT).contains("zh")) {
            return Locale.ENGLISH;
        }
        try {
            for (var range : Locale.LanguageRange.parse(acceptLanguage)) {
                for (var language : LANGUAGES) {
                    if (range.getRange().split("-")[0].equals(language.getLanguage()) && range.getWeight() > 0) {
                        return language;
                    }
                }
            }
        } catch (IllegalArgumentException malformed) {
            // Then English, as for a language that is not on offer.
        }
        return Locale.ENGLISH;
    }

    /** RFC 9110, section 12.5.1: the most specific range that matches decides. */
    private static double quality(String accept, String type, String subtype) {
        double quality = 0;
        int specific = -1;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String media = parts[0].strip();
            int matches = media.equals(type + "/" + subtype)
                    ? 2
                    : media.equals(type + "/*") ? 1 : media.equals("*/*") ? 0 : -1;
            if (matches > specific) {
                specific = matches;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
