package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real MySQL for this machine's operating system and processor. */
final class MysqlBinaries {

    // Linked by mysqld, needed by none of our settings, and missing on a fresh machine: see src/main/native.
    private static final List<String> STAND_INS = List.of("libaio.so.1", "libnuma.so.1");

    private final Binaries binaries;

    MysqlBinaries(Binaries binaries) {
        this.binaries = binaries;
    }

    /** The folder with {@code bin/mysqld} and {@code share}. */
    Path home() throws IOException {
        var system = System.getProperty("os.name").replace(' ', '_');
        var processor = System.getProperty("os.arch");
        var archive = Binaries.resource("/mysql-%s-%s.tar.gz".formatted(system, processor));
        if (archive == null) {
            throw new IOException(
                    "There is no MySQL to unpack for %s on %s: use servers of your own or containers (-Dtest.env=external or containers)."
                            .formatted(system, processor));
        }
        return binaries.unpacked(Binaries.artifact(archive), folder -> {
            Binaries.untar(archive, folder);
            if (system.equals("Linux")) {
                addStandIns(folder.resolve("lib/private"));
            }
        });
    }

    private static void addStandIns(Path libraries) throws IOException {
        for (var name : STAND_INS) {
            var resource = Binaries.resource("linux-x86_64/" + name);
            if (resource == null) {
                throw new IOException("The stand-in for " + name + " is missing from this build");
            }
            Binaries.copyExecutable(resource, libraries.resolve(name));
        }
    }
}
