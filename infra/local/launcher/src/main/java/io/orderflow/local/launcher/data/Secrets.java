package io.orderflow.local.launcher.data;

import io.orderflow.local.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random secrets of one data folder, made when first asked for; one file each, readable by their owner alone. */
public record Secrets(Path folder) {

    private static final int BYTES = 32;

    public static Secrets of(DataFolder folder) {
        return new Secrets(folder.secrets());
    }

    /** 43 characters of base64url. Two processes that ask at the same time get the same answer. */
    public String get(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("The secret " + file + " can't be read or written: " + e + ".", e);
        }
    }

    /** What stands behind {@code prefix} in the names of the secrets that have been made, in order. */
    public SortedSet<String> names(String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new Refusal("The secrets in " + folder + " can't be read: " + e + ".", e);
        }
    }

    /** A hard link appears whole or not at all, and never replaces what is there. */
    private void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path complete = Files.createTempFile(
                folder,
                "new",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(complete, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its file is used.
            return;
        } finally {
            Files.delete(complete);
        }
    }
}
