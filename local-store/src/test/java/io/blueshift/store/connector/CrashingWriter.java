package io.blueshift.store.connector;

import io.blueshift.store.catalog.CommitInDoubtException;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.files.FaultyDisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The process that {@link CrashTest} kills: works through {@link CrashScript} and prints the number of each statement
 * once it has returned. A statement that the disk made fail is tried again. Ends by itself when its parent does.
 */
final class CrashingWriter {
    /** How it ends when it cannot say whether a commit happened. */
    static final int IN_DOUBT = 43;
    private static final int UNEXPECTED = 44;

    private CrashingWriter() {}

    /** Arguments: directory, first step, seed, whether the disk has faults, step at which power is lost or -1. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(CrashingWriter::exitWithParent);
        List<String> given = Arrays.asList(arguments);
        try (LocalStore store = LocalStore.open(Path.of(given.get(0)), new FewTypes())) {
            System.out.println("open");
            FaultyDisk.install(
                    Long.parseLong(given.get(2)),
                    Boolean.parseBoolean(given.get(3)),
                    Long.parseLong(given.get(4)));
            CrashStatements statements = new CrashStatements(store);
            for (long step = Long.parseLong(given.get(1));; step++) {
                run(statements, step);
                System.out.println(step);
                System.out.flush();
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(UNEXPECTED);
        }
    }

    private static void run(CrashStatements statements, long step) throws IOException {
        for (int attempt = 0;; attempt++) {
            try {
                statements.run(step);
                return;
            } catch (IOException | RuntimeException e) {
                if (isInDoubt(e)) {
                    Runtime.getRuntime().halt(IN_DOUBT);
                }
                if (!FaultyDisk.caused(e) || attempt > 100) {
                    throw e;
                }
            }
        }
    }

    private static boolean isInDoubt(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommitInDoubtException) {
                return true;
            }
        }
        return false;
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end matters
            }
        } catch (IOException e) {
            // As good as the end
        }
        Runtime.getRuntime().halt(1);
    }
}
