package io.blueshift.server.planning.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A query's text as a tree that knows which of its parts may be left out or be replaced by a part of itself. */
sealed interface Piece {
    String sql();

    /** This piece with one thing less, largest steps first. */
    List<Piece> smaller();

    static Piece word(String text) {
        return new Word(text);
    }

    /** Pieces and strings behind each other. */
    static Piece of(Object... parts) {
        return new Joined(Arrays.stream(parts).map(part -> part instanceof Piece piece ? piece : word((String) part))
                .toList());
    }

    /** Fixed text. */
    record Word(String text) implements Piece {
        @Override
        public String sql() {
            return text;
        }

        @Override
        public List<Piece> smaller() {
            return List.of();
        }
    }

    /** Pieces that belong together. */
    record Joined(List<Piece> parts) implements Piece {
        @Override
        public String sql() {
            return parts.stream().map(Piece::sql).collect(Collectors.joining());
        }

        @Override
        public List<Piece> smaller() {
            return smallerMembers(parts, Joined::new);
        }
    }

    /**
     * A list any of whose members may be left out, down to a number.
     *
     * @param before what stands before the list unless it is empty
     */
    record Listed(String before, String separator, int min, List<Piece> members) implements Piece {
        @Override
        public String sql() {
            return members.isEmpty()
                    ? ""
                    : members.stream().map(Piece::sql).collect(Collectors.joining(separator, before, ""));
        }

        @Override
        public List<Piece> smaller() {
            List<Piece> result = new ArrayList<>();
            if (members.size() > min) {
                if (members.size() > 2 && min <= 1) {
                    result.add(with(members.subList(0, members.size() / 2)));
                    result.add(with(members.subList(members.size() / 2, members.size())));
                }
                for (int i = members.size() - 1; i >= 0; i--) {
                    List<Piece> fewer = new ArrayList<>(members);
                    fewer.remove(i);
                    result.add(with(fewer));
                }
            }
            result.addAll(smallerMembers(members, this::with));
            return result;
        }

        private Listed with(List<Piece> fewer) {
            return new Listed(before, separator, min, List.copyOf(fewer));
        }
    }

    /** An expression or a query: any of the same kind within may stand in its place. */
    record Node(Object kind, Piece body) implements Piece {
        @Override
        public String sql() {
            return body.sql();
        }

        @Override
        public List<Piece> smaller() {
            List<Piece> result = new ArrayList<>();
            collect(body, result);
            for (Piece inner : body.smaller()) {
                result.add(new Node(kind, inner));
            }
            return result;
        }

        private void collect(Piece piece, List<Piece> found) {
            switch (piece) {
                case Word _ -> {
                    // No parts
                }
                case Joined(List<Piece> parts) -> parts.forEach(part -> collect(part, found));
                case Listed(_, _, _, List<Piece> members) -> members.forEach(part -> collect(part, found));
                case Node node -> {
                    if (node.kind.equals(kind)) {
                        found.add(node);
                    } else {
                        collect(node.body, found);
                    }
                }
            }
        }
    }

    private static List<Piece> smallerMembers(List<Piece> members, Function<List<Piece>, Piece> parent) {
        List<Piece> result = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (Piece smaller : members.get(i).smaller()) {
                List<Piece> changed = new ArrayList<>(members);
                changed.set(i, smaller);
                result.add(parent.apply(List.copyOf(changed)));
            }
        }
        return result;
    }
}
