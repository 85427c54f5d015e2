package io.orderflow.micronaut.rocketmq;

import static org.apache.rocketmq.client.consumer.store.ReadOffsetType.READ_FROM_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

class OffsetsInMemoryTest {

    private final OffsetsInMemory offsets = new OffsetsInMemory();
    private final MessageQueue queue = new MessageQueue("signals", "broker", 0);

    @Test
    void a_queue_never_seen_has_none_and_so_begins_at_its_end() {
        offsets.removeOffset(queue);

        assertThat(offsets.readOffset(queue, READ_FROM_STORE)).isEqualTo(-1);
    }

    @Test
    void a_queue_that_is_taken_up_again_goes_on_where_it_stood() {
        offsets.updateOffset(queue, 7, true);
        offsets.updateOffset(queue, 5, true);

        offsets.removeOffset(queue);

        assertThat(offsets.readOffset(queue, READ_FROM_STORE)).isEqualTo(7);
        assertThat(offsets.cloneOffsetTable("signals")).containsOnlyKeys(queue);
        assertThat(offsets.cloneOffsetTable("others")).isEmpty();
    }

    @Test
    void an_offset_that_the_broker_corrected_stays_until_the_queue_is_taken_up_again() {
        offsets.updateOffset(queue, 7, true);
        offsets.updateAndFreezeOffset(queue, 2);
        offsets.updateOffset(queue, 8, true);
        assertThat(offsets.readOffset(queue, READ_FROM_STORE)).isEqualTo(2);

        offsets.removeOffset(queue);
        offsets.updateOffset(queue, 3, true);

        assertThat(offsets.readOffset(queue, READ_FROM_STORE)).isEqualTo(3);
    }
}
