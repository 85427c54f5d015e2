package io.orderflow.order.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestedLineTest {

    private static final List<RequestedLine> TWO = List.of(new RequestedLine("a", 1), new RequestedLine("b", 2));

    @Test
    void equal_lines_have_equal_hashes() {
        assertThat(RequestedLine.hash(TWO))
                .isEqualTo(RequestedLine.hash(List.copyOf(TWO)))
                .hasSize(64);
    }

    @Test
    void another_sku_quantity_or_order_has_another_hash() {
        assertThat(List.of(
                        RequestedLine.hash(TWO),
                        RequestedLine.hash(TWO.reversed()),
                        RequestedLine.hash(List.of(new RequestedLine("a", 2), new RequestedLine("b", 2))),
                        RequestedLine.hash(List.of(new RequestedLine("a", 1))),
                        RequestedLine.hash(List.of(new RequestedLine("a=1;1:b", 2)))))
                .doesNotHaveDuplicates();
    }
}
