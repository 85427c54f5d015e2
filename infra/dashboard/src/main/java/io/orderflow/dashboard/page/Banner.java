package io.orderflow.dashboard.page;

import java.util.Optional;

/** Something that everybody must see on every page while it lasts. Asked for every page: answers from memory. */
@FunctionalInterface
public interface Banner {

    Optional<String> text(Texts texts);
}
