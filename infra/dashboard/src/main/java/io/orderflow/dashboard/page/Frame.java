package io.orderflow.dashboard.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Around every page: the user, the language and colours, and the banners that every page must show now. A controller takes it
 * as an argument.
 *
 * @param user empty without a session
 * @param operator may change things; otherwise a reader
 * @param csrf goes into every form
 * @param theme {@code light}, {@code dark} or {@code auto}
 * @param path of this request, with its query
 */
public record Frame(
        String user, boolean operator, String csrf, Texts texts, String theme, String path, List<String> banners) {

    public Frame {
        banners = List.copyOf(banners);
    }

    public String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    public String language() {
        return texts.language().tag();
    }

    public boolean signedIn() {
        return !user.isEmpty();
    }

    /** @param view as {@code order/page} for {@code src/main/jte/order/page.jte} */
    public View show(String view, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("frame", this);
        return new View(view, all);
    }

    /** Marks the page that one is on in the navigation. */
    String current(String link) {
        boolean here = link.equals("/") ? path.equals("/") : path.startsWith(link);
        return here ? "page" : "false";
    }
}
