-- Which wealthy customers got most goods late in 1996?
-- The balance is filtered inside PostgreSQL, the year by the lake's partitions, lateness here.
SELECT c.c_custkey AS customer,
       c.c_name AS name,
       count(*) AS late_items,
       sum(l.l_extendedprice) AS late_value,
       max(date_diff('day', l.l_commitdate, l.l_receiptdate)) AS worst_days
FROM postgresql.public.customer c
JOIN lake.sales.orders o ON o.o_custkey = c.c_custkey
JOIN local.sales.lineitem l ON l.l_orderkey = o.o_orderkey
WHERE c.c_acctbal >= 9000
  AND o.o_orderdate BETWEEN DATE '1996-01-01' AND DATE '1996-12-31'
  AND l.l_receiptdate > l.l_commitdate
GROUP BY c.c_custkey, c.c_name
ORDER BY late_items DESC, late_value DESC, customer
LIMIT 8
