package io.orderflow.local.launcher.data;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.process.ProcessId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One launcher per data folder. The kernel lets go of the lock when its holder dies, however it dies. */
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    public static FolderLock take(DataFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw taken(folder, folder.holder());
        }
        return new FolderLock(channel);
    }

    /** Only looks: another process may still take the lock first. */
    public static void requireNoHolder(DataFolder folder) {
        Optional<ProcessId> holder = folder.holder();
        if (holder.isPresent()) {
            throw taken(folder, holder);
        }
    }

    private static Refusal taken(DataFolder folder, Optional<ProcessId> holder) {
        return new Refusal("A stack runs on " + folder.path() + " already"
                + holder.map(id -> " as process " + id.pid()).orElse("")
                + ": end it with infra/down, or start another one with --data and --port-offset.");
    }

    /** Shows the holder to other processes. */
    public void sign(ProcessId holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.text().getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very JVM.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
