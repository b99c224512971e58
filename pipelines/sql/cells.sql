-- One scan of the harmonised counts to their finest cells: integers only, never a rate.
-- A cell whose sel data went back to the agency is a hole (lubang), not a zero.
SELECT sumber, ukuran, kode_wilayah, tingkat, tahun, jenis_kelamin,
       umur_min, umur_max, jenjang, pendidikan,
       sum(jumlah)::BIGINT AS jumlah,
       count(*) FILTER (WHERE jumlah IS NULL) AS lubang,
       -- which sel data are missing, so that two sides can be seen to miss the same ones
       coalesce(bit_xor(hash(satuan_unit, umur_min, umur_max)) FILTER (WHERE jumlah IS NULL), 0::UBIGINT) AS bekas
FROM harmonis
GROUP BY ALL
