-- One scan of an extract: persons by village, sex and age band; for each measure how many it
-- counts, and of how many that is not known.
SELECT kode_wilayah, jenis_kelamin, least(umur // {band} * {band}, {oldest})::BIGINT AS pita,
       {counted}
FROM orang GROUP BY ALL
