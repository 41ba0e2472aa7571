package io.blueshift.executor.compile;

import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Coalesce;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Expressions taken apart into what code is generated for and what that code is given. In the shape's expressions columns
 * are numbered in the order of their first use, literals are {@link ShapeParameter}s, an IN list is one set of its literals
 * besides comparisons with the rest, and nodes with very many operands are trees of nodes with few.
 *
 * @param expressions equal for all expressions that can share code
 * @param inputs the columns that the expressions read, by their number in the shape
 * @param constants the parameters' values
 */
record Shape(List<Expression> expressions, List<Input> inputs, List<Object> constants) {
    static Shape of(Expression expression, ConnectorSession session) {
        return of(List.of(expression), session);
    }

    /** Of several that are evaluated together. Where they have the same part, so has the shape: a literal has one parameter. */
    static Shape of(List<Expression> expressions, ConnectorSession session) {
        int slots = expressions.stream().mapToInt(Expressions::slots).max().orElse(0);
        Shaper shaper = new Shaper(session, slots, expressions.size() > 1);
        List<Expression> shaped = shaper.shape(expressions);
        return new Shape(shaped, List.copyOf(shaper.inputs.values()), List.copyOf(shaper.constants));
    }

    /** The only expression. */
    Expression expression() {
        return expressions.getFirst();
    }

    private static final class Shaper {
        /** Few enough for a method of its own that the JVM's compiler takes. */
        private static final int OPERANDS_MAX = 32;

        private final ConnectorSession session;
        private final Map<Integer, Input> inputs = new LinkedHashMap<>();
        private final Map<Integer, Integer> numbers = new LinkedHashMap<>();
        private final List<Object> constants = new ArrayList<>();
        private final boolean shareLiterals;
        private final Map<Constant, Constant> shared = new HashMap<>();
        private int nextSlot;

        private Shaper(ConnectorSession session, int nextSlot, boolean shareLiterals) {
            this.session = session;
            this.nextSlot = nextSlot;
            this.shareLiterals = shareLiterals;
        }

        Expression shape(Expression expression) {
            return switch (expression) {
                case Input input -> input(input);
                case Constant constant -> constant(constant);
                case Call call -> new Call(call.function(), shape(call.arguments()));
                case And and -> tree(shape(and.terms()), And::new);
                case Or or -> tree(shape(or.terms()), Or::new);
                case Coalesce coalesce -> tree(shape(coalesce.operands()), Coalesce::new);
                case Case branches -> caseOf(branches);
                case IsNull isNull -> new IsNull(shape(isNull.value()));
                case In in -> in(in);
                case Let let -> new Let(let.slot(), shape(let.value()), shape(let.body()));
                case Local local -> local;
                case Lambda lambda -> new Lambda(lambda.parameters(), shape(lambda.body()));
                case Field field -> new Field(shape(field.row()), field.field());
            };
        }

        private List<Expression> shape(List<Expression> expressions) {
            return expressions.stream().map(this::shape).toList();
        }

        private Input input(Input input) {
            int number = numbers.computeIfAbsent(input.channel(), _ -> {
                inputs.put(inputs.size(), input);
                return inputs.size() - 1;
            });
            return new Input(number, "column" + number, input.type());
        }

        private Constant constant(Constant constant) {
            if (constant.value().isEmpty()) {
                return new Constant(constant.type(), Optional.empty());
            }
            return shareLiterals
                    ? shared.computeIfAbsent(constant, this::parameter)
                    : parameter(constant);
        }

        private Constant parameter(Constant constant) {
            return parameter(constant.type(), constant.value().orElseThrow(), false);
        }

        private Constant parameter(Type type, Object value, boolean set) {
            constants.add(value);
            return new ShapeParameter(constants.size() - 1, set).constant(type);
        }

        private static Expression tree(List<Expression> operands, Function<List<Expression>, Expression> node) {
            List<Expression> level = operands;
            while (level.size() > OPERANDS_MAX) {
                List<Expression> above = new ArrayList<>();
                for (int i = 0; i < level.size(); i += OPERANDS_MAX) {
                    above.add(node.apply(level.subList(i, Math.min(level.size(), i + OPERANDS_MAX))));
                }
                level = above;
            }
            return node.apply(level);
        }

        /** The branches after the first are the default of a CASE of these, and so on. */
        private Expression caseOf(Case branches) {
            List<Case.When> whens = branches.branches().stream()
                    .map(when -> new Case.When(shape(when.condition()), shape(when.result()))).toList();
            Expression rest = shape(branches.otherwise());
            for (int end = whens.size(); end > 0; end -= OPERANDS_MAX) {
                rest = new Case(whens.subList(Math.max(0, end - OPERANDS_MAX), end), rest);
            }
            return rest;
        }

        private Expression in(In in) {
            Type type = in.value().type();
            List<Object> literals = new ArrayList<>();
            List<Expression> others = new ArrayList<>();
            for (Expression candidate : in.candidates()) {
                if (candidate instanceof Constant constant && constant.value().isPresent()
                        && !ConstantSet.isIndeterminate(in.equality(), constant, session)) {
                    literals.add(constant.value().get());
                } else {
                    others.add(shape(candidate));
                }
            }
            Expression value = shape(in.value());
            Constant set = parameter(type, ConstantSet.of(type, literals, in.equality(), session), true);
            if (others.isEmpty()) {
                return new In(value, List.of(set), in.equality());
            }
            int slot = nextSlot++;
            Local local = new Local(slot, type);
            List<Expression> terms = new ArrayList<>();
            if (!literals.isEmpty()) {
                // Whether a value that is no literal is unknown is for the comparisons to say
                terms.add(new Coalesce(List.of(new In(local, List.of(set), in.equality()),
                        parameter(BooleanType.BOOLEAN, false, false))));
            }
            others.forEach(other -> terms.add(new Call(in.equality().equal(), List.of(local, other))));
            return new Let(slot, value, terms.size() == 1 ? terms.getFirst() : tree(terms, Or::new));
        }
    }
}
