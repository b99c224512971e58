-- One scan of the harmonised counts to their finest cells: integers only, never a rate.
-- A cell whose sel data went back to the agency is a hole (lubang), not a zero.
WITH berjumlah AS (
    SELECT * FROM harmonis
    UNION ALL BY NAME
    -- L+P from its two parts, unit by unit, where it is not written; never from half a pair
    SELECT sumber, ukuran, kode_wilayah, tingkat, satuan_unit, tahun, 'L+P' AS jenis_kelamin,
           umur_min, umur_max, jenjang, pendidikan, rincian, sum(jumlah)::BIGINT AS jumlah
    FROM harmonis
    ANTI JOIN (SELECT * FROM harmonis WHERE jenis_kelamin = 'L+P') AS tertulis
        USING (sumber, ukuran, kode_wilayah, satuan_unit, tahun,
               umur_min, umur_max, jenjang, pendidikan, rincian)
    WHERE jenis_kelamin IN ('L', 'P', 'TT')
    GROUP BY ALL
    HAVING count(DISTINCT jenis_kelamin) FILTER (WHERE jenis_kelamin <> 'TT') = 2
)
SELECT sumber, ukuran, kode_wilayah, tingkat, tahun, jenis_kelamin,
       umur_min, umur_max, jenjang, pendidikan, rincian,
       sum(jumlah)::BIGINT AS jumlah,
       count(*) FILTER (WHERE jumlah IS NULL) AS lubang,
       -- which sel data are missing, so that two sides can be seen to miss the same ones
       coalesce(bit_xor(hash(satuan_unit, umur_min, umur_max)) FILTER (WHERE jumlah IS NULL), 0::UBIGINT) AS bekas
FROM berjumlah
GROUP BY ALL
