package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk of the data folder, in bytes.
 *
 * @param unallocated free for somebody
 * @param usable free for us
 */
record DiskSpace(long total, long unallocated, long usable) {

    private static final long NEEDED = 2L << 30;

    /** The broker refuses every message above 90 % (RocketMQ's {@code diskSpaceWarningLevelRatio}); keep a little distance. */
    private static final double FULL = 0.89;

    static DiskSpace of(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return new DiskSpace(disk.getTotalSpace(), disk.getUnallocatedSpace(), disk.getUsableSpace());
    }

    void requireEnough(Path folder) {
        if (usable < NEEDED) {
            throw new Refusal(
                    "The disk of %s has %.1f GB left and the stack needs %.0f GB: make room, or name a folder on another disk with --data."
                            .formatted(folder, usable / 1e9, NEEDED / 1e9));
        }
        if (used() > FULL) {
            throw new Refusal(
                    "The disk of %s is %.0f %% full, and RocketMQ takes no messages above 90 %%: make room, or name a folder on another disk with --data."
                            .formatted(folder, 100 * used()));
        }
    }

    /** As RocketMQ reckons: what is reserved for root counts neither as used nor as room. */
    private double used() {
        long used = total - unallocated;
        return (double) used / (used + usable);
    }

    @Override
    public String toString() {
        return "%.0f GB free".formatted(usable / 1e9);
    }
}
