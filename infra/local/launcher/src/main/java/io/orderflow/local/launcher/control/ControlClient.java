package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.data.DataFolder;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the launcher that runs on a data folder. */
final class ControlClient {

    private final DataFolder folder;

    ControlClient(DataFolder folder) {
        this.folder = folder;
    }

    /** Empty when no launcher runs there, or when it is just starting or ending. */
    Optional<Answer> ask(String request) throws IOException {
        Optional<UnixDomainSocketAddress> address = ControlAddress.of(folder).find();
        if (folder.holder().isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        SocketChannel channel;
        try {
            channel = SocketChannel.open(address.get());
        } catch (IOException e) {
            // The address of a launcher that has ended; its successor has not announced its own yet.
            return Optional.empty();
        }
        try (channel) {
            channel.write(StandardCharsets.UTF_8.encode(request + "\n"));
            channel.shutdownOutput();
            return Optional.of(
                    Answer.parse(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
