package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TicketHoldersTest {

    @Test
    void everybody_who_holds_a_ticket_is_in_it_and_nobody_else_looks_like_it() {
        var holders = TicketHolders.of(() -> customers("holder-").iterator());
        assertThat(customers("holder-")).allMatch(holders::contains);
        assertThat(customers("somebody-")).noneMatch(holders::contains);
        assertThat(holders.contains("")).isFalse();
    }

    @Test
    void nobody_may_hold_one() {
        assertThat(TicketHolders.of(List.of()).contains("ada")).isFalse();
    }

    private static Stream<String> customers(String prefix) {
        return IntStream.range(0, 100_000).mapToObj(i -> prefix + i);
    }
}
