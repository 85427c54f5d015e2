package io.orderflow.dashboard.page;

import java.text.MessageFormat;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The console's texts, from {@code texts/FEATURE.properties} and {@code texts/FEATURE_zh.properties}: {@code deadletter.title}
 * is key {@code title} of feature {@code deadletter}. Arguments as in {@link MessageFormat}.
 */
public final class Texts {

    private static final ResourceBundle.Control ENGLISH_UNLESS_ASKED =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Language language;
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

    Texts(Language language) {
        this.language = language;
    }

    public Language language() {
        return language;
    }

    /** @throws MissingResourceException if there is no such text */
    public String text(String key, Object... arguments) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("A text's key is FEATURE.NAME, not " + key);
        }
        var pattern = bundle(key.substring(0, dot)).getString(key.substring(dot + 1));
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    private ResourceBundle bundle(String feature) {
        return bundles.computeIfAbsent(
                feature, name -> ResourceBundle.getBundle("texts." + name, language.locale(), ENGLISH_UNLESS_ASKED));
    }
}
