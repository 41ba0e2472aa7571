package io.blueshift.store.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A disk on which, from time to time, some steps in a row fail: all of them, or only writing because it is full. Its
 * power may go at some step, and then what was not forced is lost: the ends of files, and the names of new ones.
 */
public final class FaultyDisk implements FileFaults {
    public static final String IO_ERROR = "Input/output error";
    public static final String FULL = "No space left on device";

    private final Random random;
    private final boolean faults;
    private final long powerLossAt;
    private final Set<Path> unforcedContent = new HashSet<>();
    /** New names, and where a renamed file came from. */
    private final Map<Path, Optional<Path>> unforcedNames = new LinkedHashMap<>();
    private long steps;
    private int faultsLeft;
    private boolean full;

    /** @param powerLossAt the step before which the power goes, negative for never */
    private FaultyDisk(long seed, boolean faults, long powerLossAt) {
        this.random = new Random(seed);
        this.faults = faults;
        this.powerLossAt = powerLossAt;
    }

    /** Makes this process's disk one. */
    public static void install(long seed, boolean faults, long powerLossAt) {
        DurableFiles.faults = new FaultyDisk(seed, faults, powerLossAt);
    }

    public static void repair() {
        DurableFiles.faults = FileFaults.NONE;
    }

    @Override
    public synchronized int before(Step step, Path file, int bytes) throws IOException {
        if (steps++ == powerLossAt) {
            losePower();
        }
        if (faults && faultsLeft == 0 && random.nextInt(40) == 0) {
            faultsLeft = 1 + random.nextInt(4);
            full = random.nextBoolean();
        } else if (faultsLeft > 0) {
            faultsLeft--;
        }
        if (faultsLeft > 0 && (!full || step == Step.CREATE && random.nextBoolean())) {
            throw new IOException("%s: %s".formatted(file, full ? FULL : IO_ERROR));
        }
        note(step, file);
        // A short write: the disk fills up in the middle
        return faultsLeft > 0 && full && step == Step.WRITE ? random.nextInt(bytes + 1) : bytes;
    }

    private void note(Step step, Path file) throws IOException {
        switch (step) {
            case CREATE -> {
                unforcedNames.put(file, Optional.empty());
                unforcedContent.add(file);
            }
            case WRITE -> unforcedContent.add(file);
            case SYNC -> unforcedContent.remove(file);
            case RENAME -> {
                Path source = file.resolveSibling(file.getFileName() + ".tmp");
                unforcedNames.remove(source);
                unforcedNames.put(file, Optional.of(source));
                if (unforcedContent.remove(source)) {
                    unforcedContent.add(file);
                }
            }
            case SYNC_DIRECTORY -> unforcedNames.keySet().removeIf(name -> file.equals(name.getParent()));
            case DELETE -> {
                unforcedNames.remove(file);
                unforcedContent.remove(file);
            }
        }
    }

    /** What a disk may forget, it forgets by the toss of a coin. */
    private void losePower() throws IOException {
        for (Path file : unforcedContent) {
            if (Files.exists(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(random.nextLong(channel.size() + 1));
                }
            }
        }
        List<Path> names = new ArrayList<>(unforcedNames.keySet());
        for (Path name : names.reversed()) {
            if (Files.exists(name) && random.nextBoolean()) {
                if (unforcedNames.get(name).isPresent()) {
                    Files.move(name, unforcedNames.get(name).get());
                } else {
                    Files.delete(name);
                }
            }
        }
        Runtime.getRuntime().halt(POWER_LOST);
    }

    /** How a process ends whose power went. */
    public static final int POWER_LOST = 42;

    /** Whether a failure is one of this disk's. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(IO_ERROR)
                    || String.valueOf(cause.getMessage()).contains(FULL)) {
                return true;
            }
        }
        return false;
    }
}
