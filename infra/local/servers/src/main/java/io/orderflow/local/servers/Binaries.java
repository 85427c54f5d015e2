package io.orderflow.local.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks server binaries from Maven artifacts: once per artifact version, into a folder that several processes may share
 * and fill at the same time.
 */
final class Binaries {

    private static final Pattern ARTIFACT = Pattern.compile("([^/!]+)\\.jar!");

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Writes what belongs into an empty folder. */
    interface Filler {
        void fill(Path empty) throws IOException;
    }

    /** The folder for {@code name}, filled completely or, by an exception, not at all. */
    Path unpacked(String name, Filler filler) throws IOException {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, name);
        try {
            filler.fill(draft);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException other) {
            // Another process was quicker, and its folder is as good.
            delete(draft);
        } catch (FileSystemException failure) {
            delete(draft);
            if (!Files.isDirectory(target)) {
                throw failure;
            }
        }
        return target;
    }

    /** Name and version of the artifact that a class path resource comes from. */
    static String artifact(URL resource) {
        var jar = ARTIFACT.matcher(resource.toString());
        return jar.find() ? jar.group(1) : "unpacked";
    }

    static @Nullable URL resource(String name) {
        return Binaries.class.getResource(name);
    }

    static void untar(URL archive, Path target) throws IOException {
        var tar = new ProcessBuilder("tar", "-xzf", "-", "-C", target.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream in = archive.openStream();
                var out = tar.getOutputStream()) {
            in.transferTo(out);
        }
        int status = tar.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException("tar could not unpack %s into %s (exit code %d)".formatted(archive, target, status));
        }
    }

    static void copyExecutable(URL resource, Path target) throws IOException {
        try (var in = resource.openStream()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Deletes a folder with everything in it; one that is not there is fine. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (var paths = Files.walk(tree)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
