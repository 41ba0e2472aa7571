package io.blueshift.embedded;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;

/** Unpacks archives that lie on the class path. */
final class Archives {
    private Archives() {}

    /** Unpacks {@code resource} ({@code .txz} or {@code .tar.gz}) into an existing directory, with links and executable bits. */
    static void unpack(String resource, Path directory) throws IOException {
        InputStream packed = Archives.class.getClassLoader().getResourceAsStream(resource);
        if (packed == null) {
            throw new IOException("the archive " + resource + " is not on the class path");
        }
        try (InputStream in = new BufferedInputStream(packed, 1 << 16);
                InputStream plain = resource.endsWith(".txz")
                        ? new XZInputStream(in)
                        : new GZIPInputStream(in, 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, directory);
            }
        }
    }

    /**
     * Copies what lies below {@code root} in the archive of the class path that holds {@code file}.
     *
     * @param file path below {@code root} of a file that is there
     * @param wanted which paths below {@code root}
     * @param executable the first names of paths whose files are programs
     */
    static void copyFromClassPath(String root, String file, Predicate<String> wanted, Set<String> executable,
            Path directory) throws IOException {
        URL url = Archives.class.getClassLoader().getResource(root + file);
        if (url == null) {
            throw new IOException(root + file + " is not on the class path");
        }
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
                String path = entry.getName().startsWith(root) ? entry.getName().substring(root.length()) : "";
                Path target = directory.resolve(path).normalize();
                if (!path.isEmpty() && wanted.test(path) && target.startsWith(directory)) {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                    setReadable(target, executable.contains(path.substring(0, Math.max(0, path.indexOf('/')))));
                }
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
            throws IOException {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the archive's entry " + entry.getName() + " would leave the directory");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        setReadable(target, (entry.getMode() & 0100) != 0);
    }

    /** For everybody: a server started by root runs as another user. */
    private static void setReadable(Path target, boolean executable) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.addAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        Files.setPosixFilePermissions(target, permissions);
    }
}
