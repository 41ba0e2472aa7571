package io.blueshift.demo;

import java.util.List;
import java.util.regex.Pattern;

/** Picks from the text of EXPLAIN the lines that say what each source is asked: its scans. */
final class PlanExcerpt {
    /** Trino's scans, and the executor's, which stand within one of Trino's. */
    private static final Pattern SCAN = Pattern
            .compile("(TableScan|ScanFilter|ScanProject|ScanFilterProject)\\[(?!table = compiled:)|^\\s+Scan ");
    private static final Pattern TREE = Pattern.compile("^[\\s│├└─]+");

    private PlanExcerpt() {}

    /** One line per scan, in the plan's order, without the tree's branches. */
    static List<String> ofSources(String plan) {
        return plan.lines().filter(line -> SCAN.matcher(line).find()).map(line -> TREE.matcher(line).replaceFirst(""))
                .toList();
    }
}
