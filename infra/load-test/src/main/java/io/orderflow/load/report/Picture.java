package io.orderflow.load.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page of ours as a picture, drawn by the machine's own browser. */
public final class Picture {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 60;

    private Picture() {}

    /** @return whether there is a browser that has drawn it; the picture stays as it was otherwise */
    public static boolean of(Path page, Path picture) throws IOException, InterruptedException {
        var browser = browser();
        if (browser.isEmpty()) {
            return false;
        }
        var profile = Files.createTempDirectory("orderflow-browser");
        var drawing = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        // The page is our own file, and root may not start it otherwise.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--window-size=1100,640",
                        "--user-data-dir=" + profile,
                        "--screenshot=" + picture,
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return drawing.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && drawing.exitValue() == 0;
        } finally {
            drawing.destroyForcibly().waitFor();
            delete(profile);
        }
    }

    private static Optional<Path> browser() {
        var folders = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .toList();
        return BROWSERS.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
