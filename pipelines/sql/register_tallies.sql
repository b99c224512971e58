-- Rows with the same faults counted together, with the first few of them.
SELECT masalah, ulangan, ditolak, count(*) AS banyak, min(baris, {shown}) AS baris
FROM dinilai WHERE NOT kosong GROUP BY ALL
