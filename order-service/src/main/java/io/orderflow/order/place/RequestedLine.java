package io.orderflow.order.place;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One validated line of a request. */
public record RequestedLine(String sku, int quantity) {

    /**
     * A digest that is equal for equal requests, whatever their white space and field order.
     *
     * @return SHA-256, 64 hexadecimal digits
     */
    public static String hash(List<RequestedLine> lines) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var line : lines) {
                // Length first: no sku can pretend to be two lines.
                digest.update("%d:%s=%d;"
                        .formatted(line.sku().length(), line.sku(), line.quantity())
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
