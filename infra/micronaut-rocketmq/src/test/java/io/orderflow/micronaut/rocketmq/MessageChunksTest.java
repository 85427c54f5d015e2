package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.publish.OutgoingMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageBatch;
import org.junit.jupiter.api.Test;

class MessageChunksTest {

    @Test
    void a_thousand_small_messages_are_one_chunk() {
        var chunks = MessageChunks.of(
                IntStream.range(0, 1_000).mapToObj(i -> message("k" + i, 500)).toList());

        assertThat(chunks).hasSize(1);
        assertThat(keys(chunks).getFirst())
                .hasSize(1_000)
                .startsWith("k0", "k1")
                .endsWith("k999");
    }

    @Test
    void chunks_keep_the_order_and_stay_below_the_limit_as_they_are_encoded() {
        var messages = IntStream.range(0, 500)
                .mapToObj(i -> message("schlüssel-" + i, 10_000))
                .toList();

        var chunks = MessageChunks.of(messages);

        assertThat(chunks).hasSizeBetween(5, 6);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(new MessageBatch(chunk).encode())
                        .hasSizeLessThanOrEqualTo(MessageChunks.MOST_BYTES));
        assertThat(keys(chunks).stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        messages.stream().map(OutgoingMessage::key).toList());
    }

    @Test
    void a_message_too_large_for_company_goes_alone() {
        var longKey = message("k".repeat(40_000), 1);
        var longBody = message("body", 2 << 20);

        var chunks = MessageChunks.of(List.of(message("a", 1), longKey, message("b", 1), message("c", 1), longBody));

        assertThat(keys(chunks))
                .containsExactly(List.of("a"), List.of(longKey.key()), List.of("b", "c"), List.of("body"));
    }

    @Test
    void nothing_makes_no_chunk() {
        assertThat(MessageChunks.of(List.of())).isEmpty();
    }

    private static OutgoingMessage message(String key, int bodyBytes) {
        return new OutgoingMessage("things", "made", key, Map.of("origin", "here"), new byte[bodyBytes]);
    }

    private static List<List<String>> keys(List<List<Message>> chunks) {
        return chunks.stream()
                .map(chunk -> Stream.of(chunk.toArray(Message[]::new))
                        .map(Message::getKeys)
                        .toList())
                .toList();
    }
}
