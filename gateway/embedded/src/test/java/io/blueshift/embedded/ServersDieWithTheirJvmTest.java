package io.blueshift.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts servers from other JVMs: what is left when those die, and whether they can fill one cache at the same time. */
final class ServersDieWithTheirJvmTest {
    @ParameterizedTest
    @ValueSource(strings = {"kill", "exit"})
    void noServerOutlivesItsJvm(String end, @TempDir Path temporary) throws IOException, InterruptedException {
        // A killed JVM leaves its servers' data: here they go with the test
        Process jvm = startChild(List.of("-Djava.io.tmpdir=" + temporary,
                "-D" + BinaryCache.LOCATION_PROPERTY + "=" + BinaryCache.location()));
        List<Long> servers = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            servers.add(Long.parseLong(output.readLine()));
            servers.add(Long.parseLong(output.readLine()));
            assertThat(servers).allMatch(ServersDieWithTheirJvmTest::isAlive);
            if (end.equals("kill")) {
                jvm.destroyForcibly();
            } else {
                jvm.getOutputStream().close();
            }
            jvm.waitFor();
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (servers.stream().anyMatch(ServersDieWithTheirJvmTest::isAlive) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(servers).noneMatch(ServersDieWithTheirJvmTest::isAlive);
    }

    @Test
    void severalJvmsShareAnEmptyCache(@TempDir Path cache)
            throws IOException, InterruptedException {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> options = List.of("-D" + BinaryCache.LOCATION_PROPERTY + "=" + cache.resolve("ca che"));
        List<Process> jvms = List.of(startChild(options), startChild(options));
        for (Process jvm : jvms) {
            jvm.getOutputStream().close();
            List<String> output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                    .toList();
            assertThat(output).hasSize(2).allMatch(line -> line.matches("\\d+"));
            assertThat(jvm.waitFor()).isZero();
        }
    }

    private static boolean isAlive(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }

    private static Process startChild(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Starts both databases, prints their process ids, and ends without closing them when its input ends. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            System.out.println(postgres.pid().orElseThrow());
            EmbeddedMySql mysql = EmbeddedMySql.start();
            System.out.println(mysql.pid().orElseThrow());
            System.in.read();
            System.exit(0);
        }
    }
}
