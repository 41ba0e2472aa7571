-- Where in the world are small brass parts cheapest?
-- Parts, suppliers and their offers live in MySQL, nations and regions in PostgreSQL: two databases, one statement.
SELECT r.r_name AS region,
       n.n_name AS nation,
       count(*) AS offers,
       min(ps.ps_supplycost) AS cheapest,
       sum(ps.ps_availqty) AS in_stock
FROM mysql.warehouse.part p
JOIN mysql.warehouse.partsupp ps ON ps.ps_partkey = p.p_partkey
JOIN mysql.warehouse.supplier s ON s.s_suppkey = ps.ps_suppkey
JOIN postgresql.public.nation n ON n.n_nationkey = s.s_nationkey
JOIN postgresql.public.region r ON r.r_regionkey = n.n_regionkey
WHERE p.p_size <= 5 AND p.p_type LIKE '%BRASS'
GROUP BY r.r_name, n.n_name
ORDER BY cheapest, nation
LIMIT 8
