package io.blueshift.server.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import static org.assertj.core.api.Assertions.assertThat;

class RotatingLogFileTest {
    @TempDir
    Path directory;

    @Test
    void fullFilesAreKeptForAWhile() throws IOException {
        Path file = directory.resolve("log").resolve("server.log");
        RotatingLogFile log = new RotatingLogFile(file, 400, 2);
        log.setFormatter(new LogLineFormatter(text -> text));
        for (int line = 0; line < 40; line++) {
            log.publish(new LogRecord(Level.INFO, "line " + line));
        }
        log.release();
        assertThat(file).content().contains("line 39");
        assertThat(file.resolveSibling("server.log.1")).exists();
        assertThat(file.resolveSibling("server.log.2")).exists();
        assertThat(file.resolveSibling("server.log.3")).doesNotExist();
        assertThat(Files.size(file)).isLessThanOrEqualTo(400);
    }

    @Test
    void theJvmCannotCloseIt() throws IOException {
        Path file = directory.resolve("server.log");
        RotatingLogFile log = new RotatingLogFile(file, 1 << 20, 2);
        log.setFormatter(new LogLineFormatter(text -> text.replace("secret", "******")));
        log.close();
        log.publish(new LogRecord(Level.INFO, "after the close, with a secret"));
        log.release();
        log.publish(new LogRecord(Level.INFO, "too late"));
        assertThat(file).content().contains("after the close, with a ******").doesNotContain("too late");
    }
}
