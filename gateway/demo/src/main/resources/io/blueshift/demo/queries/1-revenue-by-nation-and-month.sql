-- Revenue of two nations by month, first quarter of 1997
-- Orders come from Iceberg, line items from the local store, customers and nations from PostgreSQL.
-- The date range prunes the lake's monthly partitions: 3 of 80 are read.
SELECT n.n_name AS nation,
       CAST(date_trunc('month', o.o_orderdate) AS date) AS month,
       count(DISTINCT o.o_orderkey) AS orders,
       CAST(sum(l.l_extendedprice * (1 - l.l_discount)) AS decimal(18,2)) AS revenue
FROM lake.sales.orders o
JOIN local.sales.lineitem l ON l.l_orderkey = o.o_orderkey
JOIN postgresql.public.customer c ON c.c_custkey = o.o_custkey
JOIN postgresql.public.nation n ON n.n_nationkey = c.c_nationkey
WHERE o.o_orderdate >= DATE '1997-01-01' AND o.o_orderdate < DATE '1997-04-01'
  AND n.n_name IN ('FRANCE', 'GERMANY')
GROUP BY n.n_name, date_trunc('month', o.o_orderdate)
ORDER BY nation, month
