package io.blueshift.pushdown;

/** Why aggregates stay that no source is asked for. */
final class LocalAggregates {
    private LocalAggregates() {}

    static String reason(String function) {
        return switch (function) {
            case "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "skewness", "kurtosis",
                    "covar_pop", "covar_samp", "corr", "regr_slope", "regr_intercept", "geometric_mean" ->
                "computed in floating point, whose last digits depend on the order of rows and the method";
            case "approx_distinct", "approx_percentile", "approx_most_frequent" ->
                "an estimate, which is another with another method";
            case "array_agg", "listagg", "map_agg", "multimap_agg", "histogram", "arbitrary", "any_value",
                    "max_by", "min_by", "checksum" ->
                "its result depends on the order of rows, or has a type that is not read from sources";
            default -> "not translated";
        };
    }
}
