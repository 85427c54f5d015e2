package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.data.DataFolder;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a launcher listens: a Unix domain socket in the data folder, open to its owner alone and taking no port. A file
 * names it, because a folder's path may be longer than such a socket's address can be.
 */
record ControlAddress(Path note) {

    /** Linux allows 107 bytes, macOS 103. */
    private static final int LONGEST = 100;

    static ControlAddress of(DataFolder folder) {
        return new ControlAddress(folder.run().resolve("control"));
    }

    UnixDomainSocketAddress choose() throws IOException {
        // Of a launcher that was killed.
        withdraw();
        Path beside = note.resolveSibling("control.sock");
        Path socket = beside.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST
                ? beside
                : Files.createTempDirectory("orderflow").resolve("control.sock");
        Files.deleteIfExists(socket);
        return UnixDomainSocketAddress.of(socket);
    }

    /** After this, clients find the socket. */
    void announce(UnixDomainSocketAddress address) throws IOException {
        Files.writeString(note, address.getPath().toString());
    }

    /** Leaves nothing behind: neither socket nor note nor a folder that was made for the socket alone. */
    void withdraw() throws IOException {
        var address = find();
        if (address.isPresent()) {
            Path socket = address.get().getPath();
            Files.deleteIfExists(socket);
            Path folder = socket.getParent();
            if (folder != null && !folder.equals(note.getParent())) {
                Files.deleteIfExists(folder);
            }
            Files.delete(note);
        }
    }

    Optional<UnixDomainSocketAddress> find() throws IOException {
        return Files.exists(note) ? Optional.of(UnixDomainSocketAddress.of(Files.readString(note))) : Optional.empty();
    }
}
