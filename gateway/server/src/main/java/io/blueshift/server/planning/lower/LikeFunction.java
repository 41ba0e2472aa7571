package io.blueshift.server.planning.lower;

import io.airlift.slice.Slice;
import io.blueshift.executor.function.ScalarFunction;
import io.blueshift.executor.runtime.text.TextPattern;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import io.trino.type.LikeFunctions;
import io.trino.type.LikePattern;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;

/** LIKE over VARCHAR: patterns in which only {@code %} is special are looked for by the executor, all others by Trino. */
record LikeFunction(ResolvedScalarFunction function) implements ScalarFunction {
    private static final MethodHandle NEW = find("new");
    private static final MethodHandle LIKE = find("like");

    /** Whether it is that function. */
    static boolean is(ResolvedFunction function) {
        return function.name().functionName().equals(LikeFunctions.LIKE_FUNCTION_NAME)
                && function.signature().getArgumentTypes().getFirst() instanceof VarcharType;
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public Type returnType() {
        return function.returnType();
    }

    @Override
    public List<Type> argumentTypes() {
        return function.argumentTypes();
    }

    @Override
    public boolean nullableArgument(int argument) {
        return function.nullableArgument(argument);
    }

    @Override
    public boolean nullableResult() {
        return function.nullableResult();
    }

    @Override
    public boolean deterministic() {
        return function.deterministic();
    }

    @Override
    public ScalarFunctionImplementation implementation(InvocationConvention convention) {
        boolean plain = convention.getReturnConvention() == InvocationReturnConvention.FAIL_ON_NULL
                && convention.getArgumentConventions().stream()
                        .allMatch(InvocationArgumentConvention.NEVER_NULL::equals);
        return plain
                ? ScalarFunctionImplementation.builder().methodHandle(LIKE).instanceFactory(NEW).build()
                : function.implementation(convention);
    }

    private static MethodHandle find(String name) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            return name.equals("new")
                    ? lookup.findConstructor(LastPattern.class, MethodType.methodType(void.class))
                    : lookup.findVirtual(LastPattern.class, name,
                            MethodType.methodType(boolean.class, Slice.class, LikePattern.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Remembers what it made of the last pattern, which is the same for many rows. For one thread. */
    static final class LastPattern {
        private LikePattern last;
        private Optional<TextPattern> pieces = Optional.empty();

        boolean like(Slice text, LikePattern pattern) {
            if (pattern != last) {
                last = pattern;
                pieces = onlyPercent(pattern) ? Optional.of(TextPattern.of(pattern.getPattern())) : Optional.empty();
            }
            return pieces.isPresent() ? pieces.get().matches(text) : LikeFunctions.likeVarchar(text, pattern);
        }

        private static boolean onlyPercent(LikePattern pattern) {
            String text = pattern.getPattern();
            return text.indexOf('_') < 0 && pattern.getEscape().stream().allMatch(escape -> text.indexOf(escape) < 0);
        }
    }
}
