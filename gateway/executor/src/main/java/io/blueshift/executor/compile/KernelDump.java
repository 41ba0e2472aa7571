package io.blueshift.executor.compile;

import com.google.common.hash.Hashing;
import io.airlift.bytecode.ClassDefinition;
import io.airlift.bytecode.DumpBytecodeVisitor;
import io.airlift.bytecode.HiddenClassGenerator;
import io.blueshift.executor.ir.Expression;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns generated classes into loaded ones and, for people, writes them to files: the class file, and its pseudo-source
 * under the expression that it is for. Names tell the shape, so that the files of two runs can be compared.
 *
 * @param directory where to; nothing is written without it
 */
record KernelDump(Optional<Path> directory) {
    static String name(List<Expression> shape, KernelKind kind, Variant variant) {
        String fingerprint = Hashing.murmur3_128().hashString(text(shape), StandardCharsets.UTF_8).toString();
        String kindName = switch (kind) {
            case CONDITION -> "Condition";
            case PROJECTION -> "Projection";
            case SUMS -> "Sums";
            case TOTALS -> "Totals";
        };
        return Kernel.class.getPackageName() + "." + kindName + (variant.dense() ? "Dense" : "Rows")
                + (variant.nulls() ? "Nulls" : "") + "_" + fingerprint.substring(0, 12);
    }

    Class<? extends Kernel> define(List<Expression> shape, ClassDefinition definition, Object[] bindings) {
        directory.ifPresent(target -> write(target, shape, definition));
        return HiddenClassGenerator.hiddenClassGenerator(MethodHandles.lookup())
                .dumpClassFilesTo(directory)
                .defineHiddenClass(definition, Kernel.class, Optional.of(bindings));
    }

    private static void write(Path directory, List<Expression> shape, ClassDefinition definition) {
        StringWriter text = new StringWriter();
        text.write("// " + text(shape) + "\n");
        new DumpBytecodeVisitor(text).visitClass(definition);
        String name = definition.getType().getSimpleName();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".txt"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(List<Expression> shape) {
        return shape.stream().map(ShapeText::of).collect(Collectors.joining("; "));
    }
}
