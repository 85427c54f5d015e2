package io.orderflow.micronaut.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Pages go by the last item's key ({@code ?after=…&limit=…}), not by counting: items that appear
 * meanwhile neither repeat nor hide others, and the last page costs what the first does.
 *
 * @param next what to send as {@code after} for the following page; null on the last one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param found up to {@code limit + 1} items: the extra one only shows that there is a next page
     * @param key what an item is found by
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()));
    }

    /** The same page with its items as the client sees them. */
    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
