-- The rows of a register with what only all of them together tell: which sex a letter P is,
-- which NIK stands more than once, and on which row of the file each person stands.
WITH lengkap AS (
    SELECT s.*, b.kode AS jenis_kelamin, k.berbeda, k.pertama,
           s.file_row_number + {shift} AS baris
    FROM saringan AS s
    LEFT JOIN buku_kelamin AS b ON b.kata = s.kata_kelamin
    LEFT JOIN kembar AS k ON k.kunci_orang = s.kunci_orang
    {shifts}
)
SELECT * EXCLUDE (masalah, berbeda, pertama), masalah | {bits} AS masalah,
       (masalah | {bits}) & {refusing} <> 0 AS ditolak,
       coalesce(NOT berbeda AND file_row_number > pertama, false) AS ulangan
FROM lengkap
