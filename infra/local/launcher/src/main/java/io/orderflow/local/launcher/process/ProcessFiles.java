package io.orderflow.local.launcher.process;

import java.nio.file.Path;

/**
 * @param guard the script that every child runs under
 * @param log what the process writes is appended here
 * @param record its pid and start time
 */
public record ProcessFiles(Path guard, Path log, Path record) {

    public static ProcessFiles of(String process, Path root, Path log, Path recordFolder) {
        return new ProcessFiles(
                root.resolve("infra/local/launcher/guard"), log, recordFolder.resolve(process + Orphans.SUFFIX));
    }
}
