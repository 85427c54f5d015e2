package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A file that only its owner may read, from its first byte on. */
final class OwnersFile {

    private OwnersFile() {}

    /** Whole or not at all; takes the place of an earlier one. */
    static void write(Path file, List<String> lines) throws IOException {
        var draft = Files.createTempFile(
                file.resolveSibling("."),
                file.getFileName().toString(),
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
