package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that names the launcher whose stack is ready: how a detached one notifies the command that started it. */
record ReadySign(Path file) {

    static ReadySign of(DataFolder folder) {
        return new ReadySign(folder.run().resolve("ready"));
    }

    void raise() throws IOException {
        Files.writeString(file, ProcessId.of(ProcessHandle.current()).text());
    }

    boolean isRaisedBy(long pid) {
        return ProcessId.read(file)
                .filter(id -> id.pid() == pid && id.isAlive())
                .isPresent();
    }
}
