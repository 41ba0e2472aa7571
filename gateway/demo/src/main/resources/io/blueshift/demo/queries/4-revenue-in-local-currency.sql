-- What did the nations of Asia earn in December 1995, in their own money?
-- The exchange rates are a CSV file on S3, declared as a table and joined with live data.
SELECT n.n_name AS nation,
       x.currency AS currency,
       x.per_dollar AS rate,
       CAST(sum(l.l_extendedprice * (1 - l.l_discount)) AS decimal(18,2)) AS dollars,
       CAST(sum(l.l_extendedprice * (1 - l.l_discount) * x.per_dollar) AS decimal(18,2)) AS local_money
FROM lake.ext.exchange_rates x
JOIN postgresql.public.nation n ON n.n_name = x.nation
JOIN postgresql.public.region r ON r.r_regionkey = n.n_regionkey
JOIN postgresql.public.customer c ON c.c_nationkey = n.n_nationkey
JOIN lake.sales.orders o ON o.o_custkey = c.c_custkey
JOIN local.sales.lineitem l ON l.l_orderkey = o.o_orderkey
WHERE x.month = DATE '1995-12-01'
  AND o.o_orderdate >= DATE '1995-12-01' AND o.o_orderdate < DATE '1996-01-01'
  AND r.r_name = 'ASIA'
GROUP BY n.n_name, x.currency, x.per_dollar
ORDER BY dollars DESC
