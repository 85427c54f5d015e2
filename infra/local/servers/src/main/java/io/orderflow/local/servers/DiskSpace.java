package io.orderflow.local.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** RocketMQ refuses every send on a disk that is more than 90 % full, a minute after its start: so this is checked before. */
public final class DiskSpace {

    private static final double BROKER_REFUSES_ABOVE = 0.90;
    private static final long ROOM = 1L << 30;

    private DiskSpace() {}

    /** What keeps the servers from running on this folder's disk and what to do about it, in one sentence; or nothing. */
    public static Optional<String> problem(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        var disk = existing.toFile();
        return problem(folder, disk.getTotalSpace(), disk.getFreeSpace(), disk.getUsableSpace());
    }

    /** The broker's own arithmetic: what only an administrator may use counts as neither used nor free. */
    static Optional<String> problem(Path folder, long total, long free, long usable) {
        long used = total - free;
        double usedSoon = (double) (used + ROOM) / (used + usable);
        if (usable > ROOM && usedSoon <= BROKER_REFUSES_ABOVE) {
            return Optional.empty();
        }
        return Optional.of(
                "The disk that holds %s is %d %% full (%.1f GiB left), and RocketMQ refuses messages above 90 %%: free some space, or choose a folder on another disk."
                        .formatted(folder, used * 100 / (used + usable), usable / (double) (1L << 30)));
    }
}
