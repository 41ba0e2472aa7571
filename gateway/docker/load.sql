-- The demo's tables at scale 0.01, spread over the sources; tables that exist are left as they are
CREATE TABLE IF NOT EXISTS postgresql.public.region AS SELECT * FROM tpch.tiny.region;
CREATE TABLE IF NOT EXISTS postgresql.public.nation AS SELECT * FROM tpch.tiny.nation;
CREATE TABLE IF NOT EXISTS postgresql.public.customer AS SELECT * FROM tpch.tiny.customer;
CREATE TABLE IF NOT EXISTS mysql.warehouse.supplier AS SELECT * FROM tpch.tiny.supplier;
CREATE TABLE IF NOT EXISTS mysql.warehouse.part AS SELECT * FROM tpch.tiny.part;
CREATE TABLE IF NOT EXISTS mysql.warehouse.partsupp AS SELECT * FROM tpch.tiny.partsupp;
CREATE SCHEMA IF NOT EXISTS lake.sales;
CREATE TABLE IF NOT EXISTS lake.sales.orders WITH (partitioning = ARRAY['month(orderdate)']) AS SELECT * FROM tpch.tiny.orders;
CREATE SCHEMA IF NOT EXISTS local.sales;
CREATE TABLE IF NOT EXISTS local.sales.lineitem AS SELECT * FROM tpch.tiny.lineitem;
SELECT n.name AS nation, count(*) AS late_items
FROM postgresql.public.customer c
JOIN postgresql.public.nation n ON n.nationkey = c.nationkey
JOIN lake.sales.orders o ON o.custkey = c.custkey
JOIN local.sales.lineitem l ON l.orderkey = o.orderkey
JOIN mysql.warehouse.part p ON p.partkey = l.partkey
WHERE l.receiptdate > l.commitdate AND p.size <= 10
GROUP BY n.name
ORDER BY late_items DESC
LIMIT 5;
