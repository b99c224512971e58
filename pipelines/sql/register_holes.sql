-- How many rows each place lacks: the village, or the nearest place that is known to hold it.
SELECT coalesce(kode_wilayah, di_atas, $home) AS tempat, count(*) AS banyak
FROM dinilai WHERE ditolak AND NOT ulangan AND NOT kosong GROUP BY ALL ORDER BY tempat
