package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Redis or Valkey of this machine, newer than the one that the artifact carries. Distributions fix the vulnerabilities that
 * are found in Lua (CVE-2022-24834, CVE-2024-46981, CVE-2025-49844); the artifact's 6.2 has them.
 */
final class InstalledRedis {

    private static final List<String> PLACES =
            List.of("/usr/bin/valkey-server", "/usr/bin/redis-server", "/usr/local/bin/redis-server");
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static final int NEWER = 7;

    private InstalledRedis() {}

    static Optional<Path> find() {
        return PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .filter(InstalledRedis::isNewer)
                .findFirst();
    }

    private static boolean isNewer(Path executable) {
        try {
            var process = new ProcessBuilder(executable.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            return isNewer(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unusable) {
            return false;
        }
    }

    /** @param answer to {@code --version} */
    static boolean isNewer(String answer) {
        var version = VERSION.matcher(answer);
        return version.find() && Integer.parseInt(version.group(1)) >= NEWER;
    }
}
