package io.orderflow.dashboard.page;

import java.util.List;

/** What every page links to. */
final class Navigation {

    /** Of the WebJar in the build; a test compares them. */
    static final String HTMX = "2.0.8";

    /** @param key pressed after {@code g} */
    record Link(String path, String text, String key) {}

    static final List<Link> LINKS = List.of(
            new Link("/", "page.home", "h"),
            new Link("/orders", "page.orders", "o"),
            new Link("/dead-letters", "page.dead-letters", "d"),
            new Link("/transactions", "page.transactions", "t"),
            new Link("/consumers", "page.consumers", "c"),
            new Link("/sales", "page.sales", "s"),
            new Link("/promises", "page.promises", "p"),
            new Link("/faults", "page.faults", "f"));

    private Navigation() {}
}
