-- One scan of the harmonised counts to their finest cells: integers only, never a rate.
-- Plain SQL on purpose: this step alone may run on another engine, and gives the same cells there.
-- A cell whose sel data went back to the agency is a hole (lubang), not a zero.
WITH per_jenis_kelamin AS (
    SELECT sumber, ukuran, kode_wilayah, tingkat, tahun, jenis_kelamin,
           umur_min, umur_max, jenjang, pendidikan, rincian, jumlah
    FROM harmonis
    UNION ALL
    -- L+P from its two parts, unit by unit, where it is not written; never from half a pair
    SELECT sumber, ukuran, kode_wilayah, tingkat, tahun, 'L+P' AS jenis_kelamin,
           umur_min, umur_max, jenjang, pendidikan, rincian,
           CASE WHEN COUNT(jumlah) = COUNT(*) THEN CAST(SUM(jumlah) AS BIGINT) END AS jumlah
    FROM harmonis
    GROUP BY sumber, ukuran, kode_wilayah, tingkat, satuan_unit, tahun,
             umur_min, umur_max, jenjang, pendidikan, rincian
    HAVING COUNT(CASE WHEN jenis_kelamin IN ('L+P', 'TB') THEN 1 END) = 0
       AND COUNT(DISTINCT CASE WHEN jenis_kelamin IN ('L', 'P') THEN jenis_kelamin END) = 2
)
SELECT sumber, ukuran, kode_wilayah, tingkat, tahun, jenis_kelamin,
       umur_min, umur_max, jenjang, pendidikan, rincian,
       CAST(SUM(jumlah) AS BIGINT) AS jumlah,
       COUNT(CASE WHEN jumlah IS NULL THEN 1 END) AS lubang
FROM per_jenis_kelamin
GROUP BY sumber, ukuran, kode_wilayah, tingkat, tahun, jenis_kelamin,
         umur_min, umur_max, jenjang, pendidikan, rincian
