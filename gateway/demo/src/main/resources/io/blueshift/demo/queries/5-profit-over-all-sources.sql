-- Profit with green parts by the supplier's nation and year, at each month's exchange rate
-- Five sources in one statement: PostgreSQL, MySQL, Iceberg, a CSV file and the local store.
SELECT n.n_name AS nation,
       extract(YEAR FROM o.o_orderdate) AS year,
       x.currency AS currency,
       CAST(sum((l.l_extendedprice * (1 - l.l_discount) - ps.ps_supplycost * l.l_quantity) * x.per_dollar)
            AS decimal(18,2)) AS profit
FROM local.sales.lineitem l
JOIN mysql.warehouse.part p ON p.p_partkey = l.l_partkey
JOIN mysql.warehouse.partsupp ps ON ps.ps_partkey = l.l_partkey AND ps.ps_suppkey = l.l_suppkey
JOIN mysql.warehouse.supplier s ON s.s_suppkey = l.l_suppkey
JOIN postgresql.public.nation n ON n.n_nationkey = s.s_nationkey
JOIN lake.sales.orders o ON o.o_orderkey = l.l_orderkey
JOIN lake.ext.exchange_rates x ON x.nation = n.n_name AND x.month = CAST(date_trunc('month', o.o_orderdate) AS date)
WHERE p.p_name LIKE '%green%'
  AND n.n_regionkey = 3
  AND o.o_orderdate >= DATE '1997-01-01'
GROUP BY n.n_name, extract(YEAR FROM o.o_orderdate), x.currency
ORDER BY nation, year
