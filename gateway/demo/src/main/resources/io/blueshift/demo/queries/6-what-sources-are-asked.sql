-- Large positions of small parts that well-off German customers ordered in March 1998
-- Every source gets its own part of the WHERE clause; the plan shows each one's share as it was asked.
-- EXPLAIN
SELECT c.c_name AS customer,
       o.o_orderdate AS ordered,
       p.p_name AS part,
       l.l_quantity AS quantity
FROM postgresql.public.customer c
JOIN lake.sales.orders o ON o.o_custkey = c.c_custkey
JOIN local.sales.lineitem l ON l.l_orderkey = o.o_orderkey
JOIN mysql.warehouse.part p ON p.p_partkey = l.l_partkey
WHERE c.c_nationkey = 7 AND c.c_acctbal > 5000
  AND o.o_orderdate BETWEEN DATE '1998-03-01' AND DATE '1998-03-31'
  AND p.p_size BETWEEN 1 AND 15
  AND l.l_quantity >= 30
ORDER BY ordered, customer, part, quantity
LIMIT 8
