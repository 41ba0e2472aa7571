package io.blueshift.server.planning.reuse;

import io.trino.Session;
import io.trino.spi.type.TimeZoneKey;
import io.trino.sql.planner.plan.PlanNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a plan is made of before it is optimised: what is to be computed, from which versions of which tables, and what the
 * optimisers and the connectors may ask the session. Rights are not part of it: they have been checked by then.
 *
 * @param shape of the plan that was analysed
 */
record PlanKey(List<Object> shape, String user, Set<String> groups, Set<String> roles, TimeZoneKey timeZone,
        Locale locale, Map<String, String> systemProperties, Map<String, Map<String, String>> catalogProperties) {
    static PlanKey of(PlanNode plan, Session session) {
        return new PlanKey(PlanShape.of(plan), session.getUser(), session.getIdentity().getGroups(),
                session.getIdentity().getEnabledRoles(), session.getTimeZoneKey(), session.getLocale(),
                session.getSystemProperties(), session.getCatalogProperties());
    }
}
