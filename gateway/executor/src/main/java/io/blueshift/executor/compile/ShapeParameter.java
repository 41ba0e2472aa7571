package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Constant;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * Stands in a shape where a literal was: the value is given to each instance of the code.
 *
 * @param index among the shape's parameters
 * @param set whether the parameter is the set of an IN list's literals, of the constant's type each
 */
record ShapeParameter(int index, boolean set) {
    Constant constant(Type type) {
        return new Constant(type, Optional.of(this));
    }
}
