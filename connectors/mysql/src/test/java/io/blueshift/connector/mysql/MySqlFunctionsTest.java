package io.blueshift.connector.mysql;

import io.blueshift.pushdown.RemoteFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** How functions are spelled. */
class MySqlFunctionsTest {
    private static final List<String> ARGUMENTS = List.of("#1", "#2", "#3");

    /** Arguments hold parameters, which are numbered as they are written. */
    @ParameterizedTest
    @EnumSource(RemoteFunction.class)
    void argumentsAreWrittenOnceInTheirOrder(RemoteFunction function) {
        String written;
        try {
            written = MySqlFunctions.text(function, ARGUMENTS, "collation");
        } catch (UnsupportedOperationException _) {
            // Not spelled, and not asked for
            return;
        }
        String text = written;
        List<Integer> places = ARGUMENTS.stream().filter(text::contains).map(text::indexOf).toList();
        assertThat(places).isNotEmpty().isSorted();
        assertThat(ARGUMENTS).allMatch(argument -> text.indexOf(argument) == text.lastIndexOf(argument));
    }

    /** There is no server of version 9 here. */
    @Test
    void vectorsAreReadAsTheirText() {
        assertThat(new MySqlDialect(new ServerKind()).cast("`v`", MySqlDialect.VECTOR_TEXT))
                .isEqualTo("VECTOR_TO_STRING(`v`)");
    }
}
