-- Which sel data of each cell are missing, so that two sides can be seen to miss the same ones.
SELECT s.*, CASE WHEN s.lubang > 0 THEN coalesce(h.bekas, 0::UBIGINT) ELSE 0::UBIGINT END AS bekas
FROM sel AS s
LEFT JOIN (
    SELECT sumber, ukuran, kode_wilayah, tahun, umur_min, umur_max, jenjang, pendidikan, rincian,
           bit_xor(hash(satuan_unit, umur_min, umur_max)) AS bekas
    FROM (SELECT DISTINCT sumber, ukuran, kode_wilayah, satuan_unit, tahun,
                          umur_min, umur_max, jenjang, pendidikan, rincian
          FROM harmonis WHERE jumlah IS NULL)
    GROUP BY ALL
) AS h USING (sumber, ukuran, kode_wilayah, tahun, umur_min, umur_max, jenjang, pendidikan, rincian)
