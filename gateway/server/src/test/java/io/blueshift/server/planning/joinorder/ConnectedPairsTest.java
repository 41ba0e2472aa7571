package io.blueshift.server.planning.joinorder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The pairs are those that trying every division of every set finds, in that order. */
final class ConnectedPairsTest {
    private static int[] graph(int tables, int... edges) {
        int[] neighbours = new int[tables];
        for (int i = 0; i < edges.length; i += 2) {
            neighbours[edges[i]] |= 1 << edges[i + 1];
            neighbours[edges[i + 1]] |= 1 << edges[i];
        }
        return neighbours;
    }

    private static int[] chain(int tables) {
        int[] edges = new int[2 * tables - 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (i + 1) / 2;
        }
        return graph(tables, edges);
    }

    private static int[] clique(int tables) {
        int[] neighbours = new int[tables];
        for (int i = 0; i < tables; i++) {
            neighbours[i] = (1 << tables) - 1 & ~(1 << i);
        }
        return neighbours;
    }

    private static int count(int[] neighbours) {
        return ConnectedPairs.of(neighbours, Integer.MAX_VALUE).orElseThrow().count();
    }

    /** As many as the paper tells: chains have (n³-n)/6, stars (n-1)2ⁿ⁻², cliques (3ⁿ-2ⁿ⁺¹+1)/2. */
    @Test
    void counts() {
        assertThat(count(chain(2))).isEqualTo(1);
        assertThat(count(chain(8))).isEqualTo((8 * 8 * 8 - 8) / 6);
        assertThat(count(chain(31))).isEqualTo((31 * 31 * 31 - 31) / 6);
        assertThat(count(graph(6, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5))).isEqualTo(5 * 16);
        assertThat(count(graph(6, 3, 1, 3, 2, 3, 0, 3, 4, 3, 5))).isEqualTo(5 * 16);
        assertThat(count(clique(9))).isEqualTo(9330);
        assertThat(count(graph(4, 0, 1, 2, 3))).isEqualTo(2);
    }

    @Test
    void tooMany() {
        assertThat(ConnectedPairs.of(clique(9), 9329)).isEmpty();
        assertThat(ConnectedPairs.of(clique(9), 9330)).isPresent();
        assertThat(ConnectedPairs.of(clique(30), 1000)).isEmpty();
        assertThatThrownBy(() -> ConnectedPairs.of(new int[32], 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 tables, at most 31");
    }

    @Test
    void ofRandomGraphs() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int tables = 2 + random.nextInt(7);
            int[] edges = random.ints(2L * random.nextInt(2 * tables), 0, tables).toArray();
            int[] neighbours = graph(tables, edges);
            for (int i = 0; i < tables; i++) {
                neighbours[i] &= ~(1 << i);
            }
            assertThat(pairs(neighbours)).as("seed %d", seed).isEqualTo(allDivisions(neighbours));
        }
    }

    private static List<List<Integer>> pairs(int[] neighbours) {
        ConnectedPairs pairs = ConnectedPairs.of(neighbours, Integer.MAX_VALUE).orElseThrow();
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < pairs.count(); i++) {
            assertThat(pairs.union(i)).isEqualTo(pairs.left(i) | pairs.right(i));
            all.add(List.of(pairs.left(i), pairs.right(i)));
        }
        return all;
    }

    private static List<List<Integer>> allDivisions(int[] neighbours) {
        List<List<Integer>> all = new ArrayList<>();
        for (int set = 1; set < 1 << neighbours.length; set++) {
            for (int left = 1; left < set; left++) {
                int right = set & ~left;
                if ((left & set) == left && (left & Integer.lowestOneBit(set)) != 0 && isConnected(set, neighbours)
                        && isConnected(left, neighbours) && isConnected(right, neighbours)) {
                    all.add(List.of(left, right));
                }
            }
        }
        return all;
    }

    private static boolean isConnected(int set, int[] neighbours) {
        int reached = Integer.lowestOneBit(set);
        for (int round = 0; round < neighbours.length; round++) {
            for (int i = 0; i < neighbours.length; i++) {
                reached |= (reached >> i & 1) == 1 ? neighbours[i] & set : 0;
            }
        }
        return reached == set;
    }
}
