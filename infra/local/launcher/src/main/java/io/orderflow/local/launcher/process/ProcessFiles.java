package io.orderflow.local.launcher.process;

import java.nio.file.Path;

/**
 * @param log what the process writes is appended here
 * @param record its pid and start time
 */
public record ProcessFiles(Path log, Path record) {

    public static ProcessFiles of(String process, Path log, Path recordFolder) {
        return new ProcessFiles(log, recordFolder.resolve(process + Orphans.SUFFIX));
    }
}
