package io.blueshift.embedded;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Unpacks a tar archive that lies on the class path, keeping symbolic links and the executable bit. */
final class Archives {
    private Archives() {}

    /** Unpacks {@code resource} ({@code .txz} or {@code .tar.gz}) into an existing directory. */
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
        // Readable and traversable for everybody: a server started by root runs as another user
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        if ((entry.getMode() & 0100) != 0) {
            permissions.addAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        Files.setPosixFilePermissions(target, permissions);
    }
}
