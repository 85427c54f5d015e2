package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux reports about a process. */
final class ProcessFacts {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String LISTENING = "0A";
    private static final double TICKS_PER_SECOND = 100;

    private ProcessFacts() {}

    static long residentMiB(long pid) {
        return lines(Path.of("/proc", Long.toString(pid), "status"))
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Seconds of processor time that it has used since its start. */
    static double cpuSeconds(long pid) {
        var fields = fields(pid);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    static boolean isZombie(long pid) {
        return fields(pid)[0].equals("Z");
    }

    /** {@code address:port} of every TCP socket on which it listens. */
    static Set<String> listensOn(long pid) throws IOException {
        Set<String> inodes;
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            inodes = descriptors
                    .map(ProcessFacts::target)
                    .map(SOCKET::matcher)
                    .filter(Matcher::matches)
                    .map(socket -> socket.group(1))
                    .collect(Collectors.toSet());
        }
        var listening = new TreeSet<String>();
        for (var table : new String[] {"tcp", "tcp6"}) {
            for (var line : lines(Path.of("/proc", Long.toString(pid), "net", table))
                    .skip(1)
                    .toList()) {
                var fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENING) && inodes.contains(fields[9])) {
                    listening.add(address(fields[1]));
                }
            }
        }
        return listening;
    }

    /** What follows the command's name in {@code stat}: state, parent … */
    private static String[] fields(long pid) {
        var stat =
                lines(Path.of("/proc", Long.toString(pid), "stat")).findFirst().orElseThrow();
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** {@code 0100007F:1F90} → {@code 127.0.0.1:8080}: words of four bytes, each in the processor's order. */
    private static String address(String hex) throws IOException {
        var parts = hex.split(":");
        byte[] bytes = HexFormat.of().parseHex(parts[0]);
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        return InetAddress.getByAddress(ordered).getHostAddress() + ":" + Integer.parseInt(parts[1], 16);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
