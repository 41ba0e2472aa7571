# Catalogs that describe rather than store

query unordered
SELECT column_name, ordinal_position FROM tpch.information_schema.columns WHERE table_schema = 'tiny' AND table_name = 'region'
----
regionkey | 1
name | 2
comment | 3

query
SELECT schema_name FROM tpch.information_schema.schemata WHERE schema_name = 'tiny'
----
tiny

query
SELECT coordinator FROM system.runtime.nodes
----
true

plan
SELECT table_name FROM tpch.information_schema.tables WHERE table_schema = 'tiny'
----
table=TABLES
prefixes=[tpch.tiny.*]
