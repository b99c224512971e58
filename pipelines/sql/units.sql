-- One row per unit, such as a perangkat daerah: 1 where it has some of every measure asked for.
-- A unit of which something went back is a hole unless what is left suffices.
SELECT p.sumber, p.ukuran, h.kode_wilayah, h.tingkat, h.satuan_unit, h.tahun,
       'TB' AS jenis_kelamin, 0::BIGINT AS umur_min, $umur_terbuka::BIGINT AS umur_max,
       'semua' AS jenjang, 'semua' AS pendidikan, 'semua' AS rincian,
       CASE WHEN count(DISTINCT h.ukuran) FILTER (WHERE h.jumlah > 0) = any_value(len(p.terdiri))
            THEN 1::BIGINT
            WHEN count(h.jumlah) = count(*) THEN 0::BIGINT END AS jumlah
FROM (SELECT DISTINCT sumber, ukuran, terdiri FROM permintaan WHERE ukuran LIKE 'unit:%') AS p
JOIN masukan AS h ON list_contains(p.terdiri, h.ukuran) AND h.sumber = p.sumber
WHERE h.satuan_unit <> ''
GROUP BY ALL
