package io.orderflow.dashboard.page;

import java.util.Optional;

/** Something that every page must show while it lasts. Asked for every page: answers from memory. */
@FunctionalInterface
public interface Banner {

    Optional<String> text(Texts texts);
}
