package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine can do for a child process; asked once, since none of it changes while we run. */
final class Platform {
    private static final boolean ROOT = userId() == 0;

    private Platform() {}

    /** The bundled database binaries exist for one platform only; anything else is refused in words, not by a linker error. */
    static void requireLinuxX64(String server) {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        if (!os.equals("Linux") || !(arch.equals("amd64") || arch.equals("x86_64"))) {
            throw new EmbeddedServerException(
                    "The embedded " + server + " is built for Linux on x86-64 only; this machine is " + os + " on "
                            + arch
                            + ". Use a server of your own (or a container) and point a catalog at it.");
        }
    }

    static boolean isRoot() {
        return ROOT;
    }

    static String userName() {
        return System.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    private static int userId() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not Linux: requireLinuxX64 refuses before this matters
            return -1;
        }
    }
}
