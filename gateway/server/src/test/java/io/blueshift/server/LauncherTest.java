package io.blueshift.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher, without the commands that build. */
class LauncherTest {
    /** Surefire starts in the module's directory. */
    private static final Path LAUNCHER = Path.of("").toAbsolutePath().getParent().getParent().resolve("blueshift");

    @TempDir
    Path directory;

    @Test
    void isPlainShell() throws Exception {
        for (String shell : List.of("/bin/sh", "/bin/dash", "/bin/bash")) {
            if (Files.exists(Path.of(shell))) {
                assertThat(run(Map.of(), shell, "-n", LAUNCHER.toString()).exitCode()).as(shell).isZero();
            }
        }
        assertThat(Files.readString(LAUNCHER)).startsWith("#!/bin/sh\n").doesNotContain("[[ ");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run(Map.of(), LAUNCHER.toString(), "help")).satisfies(result -> {
            assertThat(result.exitCode()).isZero();
            assertThat(result.text()).contains("demo [--scale N] [--exit]").contains("server").contains("sql");
        });
        assertThat(run(Map.of(), LAUNCHER.toString(), "version").text()).contains("Blueshift 0.")
                .contains("on Trino 483");
        assertThat(run(Map.of(), LAUNCHER.toString(), "dmeo")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.text()).contains("unknown command 'dmeo'");
        });
    }

    @Test
    void worksThroughLinksAndInPathsWithSpaces() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("with space"));
        Files.copy(LAUNCHER, folder.resolve("blueshift"));
        Files.copy(LAUNCHER.resolveSibling("pom.xml"), folder.resolve("pom.xml"));
        assertThat(folder.resolve("blueshift").toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("with space", "blueshift"));
        Path linkToLink = Files.createSymbolicLink(directory.resolve("again"), link);
        assertThat(run(Map.of(), linkToLink.toString(), "version").text()).contains("Blueshift 0.");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sed", "head", "uname", "tr", "readlink", "sh")) {
            Path where = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), where);
        }
        Path copy = directory.resolve("blueshift");
        Files.copy(LAUNCHER, copy);
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        Result result = run(Map.of("PATH", tools.toString(), "HOME", directory.toString(), "JAVA_HOME", ""),
                copy.toString(), "server");
        // The machine that runs the tests has a JDK 25 in the usual places; what it lacks here is Maven
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.text()).containsAnyOf("needs Maven (mvn)", "needs a JDK 25");
    }

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), text);
    }

    private record Result(int exitCode, String text) {}
}
